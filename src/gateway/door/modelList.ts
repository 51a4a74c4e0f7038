import type { RoutingPlan } from "../routingPlan.ts";

/** Everything that an account may put into `model`, as `GET /v1/models` of the OpenAI API lists it. */
export function modelList(plan: RoutingPlan, caller: string): string {
  const routers = plan.routers.flatMap(({ account, id, aliases, public: isPublic }) => {
    if (account !== caller) return isPublic ? [model(`accounts/${account}/routers/${id}`, account)] : [];
    return [`accounts/${account}/routers/${id}`, ...aliases].map((name) => model(name, account));
  });
  const deployments = plan.deployments
    .filter(({ account }) => account === caller)
    .map(({ account, id, baseModel }) => ({
      ...model(`accounts/${account}/deployments/${id}`, account),
      root: baseModel,
    }));
  return JSON.stringify({ object: "list", data: [...routers, ...deployments] });
}

interface Model {
  readonly id: string;
  readonly object: "model";
  /** A routing plan knows no times. */
  readonly created: 0;
  readonly owned_by: string;
}

function model(id: string, account: string): Model {
  return { id, object: "model", created: 0, owned_by: account };
}
