import type { RoutingPlan } from "../routingPlan.ts";

/** Everything that an account may put into `model`, as `GET /v1/models` of the OpenAI API lists it. */
export function modelList(plan: RoutingPlan, caller: string): string {
  return JSON.stringify({ object: "list", data: modelsOf(plan, caller) });
}

/** One of them by its name there, as `GET /v1/models/{model}` tells it; undefined when it is not in the list. */
export function modelByName(plan: RoutingPlan, caller: string, name: string): string | undefined {
  const found = modelsOf(plan, caller).find(({ id }) => id === name);
  return found && JSON.stringify(found);
}

function modelsOf(plan: RoutingPlan, caller: string): readonly Model[] {
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
  return [...routers, ...deployments];
}

interface Model {
  readonly id: string;
  readonly object: "model";
  /** A routing plan knows no times. */
  readonly created: 0;
  readonly owned_by: string;
  /** Of a deployment: its base model. */
  readonly root?: string;
}

function model(id: string, account: string): Model {
  return { id, object: "model", created: 0, owned_by: account };
}
