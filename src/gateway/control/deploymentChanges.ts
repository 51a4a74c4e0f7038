import { isDeepStrictEqual } from "node:util";
import { routerMistakes } from "../../routing/routerMistakes.ts";
import type { ReadTables, ResourceTables } from "../resourceStore.ts";
import type { DeploymentRecord, Serving } from "../resources.ts";
import { notFound } from "./access.ts";
import { type Answer, answer, refuse } from "./canonicalError.ts";
import type { Control } from "./control.ts";
import { deploymentView, usualAutoscaling } from "./deploymentView.ts";
import { generatedId } from "./generatedId.ts";
import type { Mistakes } from "./mistakes.ts";
import { readServing } from "./readServing.ts";
import { replicaBounds } from "./replicaBounds.ts";
import type { Call } from "./route.ts";
import type { DeploymentBody, ScaleBody } from "./schema/deploymentBody.ts";
import { timeOfChange } from "./timeOfChange.ts";

/** Parameters of the creation of a deployment. */
export interface NewDeploymentQuery {
  readonly deploymentId?: string;
}

interface BodyCall<Query, Body> extends Call<Query> {
  readonly body: Body;
}

/** Makes a deployment. Without an id it gets one that is made up. */
export function createDeployment(
  control: Control,
  { path: { account }, query, body, mistakes }: BodyCall<NewDeploymentQuery, DeploymentBody>,
): Promise<Answer> {
  return control.change((tables) => {
    const id = query.deploymentId ?? generatedId(control.random, (id) => holderOf(tables, account, id) !== undefined);
    complainOfNames(id, body.displayName, mistakes);
    const { serving, ...usual } = readServing(body, mistakes);
    const start = { minReplicaCount: 0, maxReplicaCount: 0, desiredReplicaCount: usual.replicas };
    const bounds = replicaBounds(start, body, "desiredReplicaCount", mistakes);
    complainOfTooFew(serving, bounds.desiredReplicaCount, "desiredReplicaCount", mistakes);
    if (!mistakes.none) return refuse("INVALID_ARGUMENT", mistakes.list());
    const holder = holderOf(tables, account, id);
    if (holder !== undefined) return refuse("ALREADY_EXISTS", [{ field: "deploymentId", message: holder }]);
    const time = control.now();
    return keep(control, tables, {
      account,
      id,
      displayName: body.displayName ?? "",
      baseModel: body.baseModel ?? usual.baseModel,
      ...bounds,
      weight: body.weight ?? usual.weight,
      serving,
      ...autoscalingOf(body, undefined),
      createTimeMs: time,
      updateTimeMs: time,
      changedIn: tables.version,
    });
  });
}

/** Changes the fields that are sent. */
export function updateDeployment(control: Control, call: BodyCall<unknown, DeploymentBody>): Promise<Answer> {
  const { body, mistakes } = call;
  return change(control, call, body.desiredReplicaCount !== undefined, (before) => {
    complainOfNames(before.id, body.displayName, mistakes);
    complainOfOtherServing(body, before.serving, mistakes);
    const bounds = replicaBounds(before, body, "desiredReplicaCount", mistakes);
    complainOfTooFew(before.serving, bounds.desiredReplicaCount, "desiredReplicaCount", mistakes);
    return {
      ...before,
      displayName: body.displayName ?? before.displayName,
      baseModel: body.baseModel ?? before.baseModel,
      ...bounds,
      weight: body.weight ?? before.weight,
      ...autoscalingOf(body, before),
    };
  });
}

/** Sets the number of replicas; a bound that it crosses moves along. Those that a crash has taken are started anew. */
export function scaleDeployment(control: Control, call: BodyCall<unknown, ScaleBody>): Promise<Answer> {
  const { body, mistakes } = call;
  const { replicaCount } = body;
  return change(control, call, replicaCount !== undefined, (before) => {
    if (replicaCount === undefined) {
      mistakes.add("replicaCount", "missing: expected the number of replicas that are wanted");
      return before;
    }
    complainOfTooFew(before.serving, replicaCount, "replicaCount", mistakes);
    return { ...before, ...replicaBounds(before, { desiredReplicaCount: replicaCount }, "replicaCount", mistakes) };
  });
}

/** Deletes a deployment that no router uses. */
export async function deleteDeployment(control: Control, { path, mistakes }: Call<unknown>): Promise<Answer> {
  const { account, deployment: id } = path;
  if (!mistakes.none) return refuse("INVALID_ARGUMENT", mistakes.list());
  return control.change((tables) => {
    if (tables.deployments.get(account, id) === undefined) return notFound(account, "deployments", id);
    const users = tables.routersOf(account, id).slice(0, mostUsersTold);
    if (users.length > 0) {
      const told = users.map((router) => ({
        field: "name",
        message: `router "${router.id}" uses deployment "${id}"; take it out of the router, or delete the router, first`,
      }));
      return refuse("FAILED_PRECONDITION", told);
    }
    tables.deployments.delete(account, id);
    return answer({});
  });
}

const mostUsersTold = 20;

/**
 * A deployment that is so already stays as it is.
 *
 * @param asksForReplicas so many are to be there, also where the record says so already
 */
async function change(
  control: Control,
  { path: { account, deployment: id }, mistakes }: Call<unknown>,
  asksForReplicas: boolean,
  changed: (before: DeploymentRecord) => DeploymentRecord,
): Promise<Answer> {
  const result = await control.change((tables) => {
    const before = tables.deployments.get(account, id);
    if (before === undefined) return notFound(account, "deployments", id);
    const after = changed(before);
    if (!mistakes.none) return refuse("INVALID_ARGUMENT", mistakes.list());
    if (isDeepStrictEqual(after, before)) return answer(deploymentView(control, before));
    const updateTimeMs = timeOfChange(control.now(), before);
    return keep(control, tables, { ...after, updateTimeMs, changedIn: tables.version });
  });
  if (asksForReplicas && result.kind === "answer") control.fleet.restore(account, id);
  return result;
}

function keep(control: Control, tables: ResourceTables, deployment: DeploymentRecord): Answer {
  tables.deployments.put(deployment);
  return answer(deploymentView(control, deployment));
}

/** Ids and names of deployments follow the rules of those of routers. */
function complainOfNames(id: string, displayName: string | undefined, mistakes: Mistakes): void {
  const named = { id, deployments: [id], ...(displayName === undefined ? {} : { displayName }) };
  for (const { field, message } of routerMistakes(named))
    mistakes.add(field === "id" ? "deploymentId" : field, message);
}

function complainOfTooFew(serving: Serving, desired: number, field: string, mistakes: Mistakes): void {
  if (serving.kind === "mock" || desired <= serving.baseUrls.length) return;
  mistakes.add(field, `expected at most ${serving.baseUrls.length}, one replica a base URL, got ${desired}`);
}

function complainOfOtherServing(body: DeploymentBody, serving: Serving, mistakes: Mistakes): void {
  if (body.mock === undefined && body.external === undefined) return;
  if (isDeepStrictEqual(readServing(body, mistakes).serving, serving)) return;
  const field = body.mock === undefined ? "external" : "mock";
  mistakes.add(field, "what serves a deployment cannot change: create another one and move its routers over");
}

/** The usual policy is not kept, so that an answer that is sent back changes nothing. */
function autoscalingOf(
  { autoscalingPolicy: sent }: DeploymentBody,
  before: DeploymentRecord | undefined,
): Pick<DeploymentRecord, "autoscalingPolicy"> {
  const old = before?.autoscalingPolicy;
  const policy = { ...(old ?? usualAutoscaling), ...sent };
  return old === undefined && isDeepStrictEqual(policy, usualAutoscaling) ? {} : { autoscalingPolicy: policy };
}

function holderOf(tables: ReadTables, account: string, id: string): string | undefined {
  if (tables.deployments.get(account, id) !== undefined) return `deployment "${id}" exists already`;
  const called = tables.routerByAlias(account, id);
  return called === undefined ? undefined : `"${id}" is an alias of router "${called.id}"`;
}
