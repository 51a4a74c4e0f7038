import { namedStream } from "../../engine/seed.ts";
import type { DeploymentSpec } from "../../fleet/deploymentSpec.ts";
import type { CanonicalError } from "../../gateway/control/canonicalError.ts";
import type { Control } from "../../gateway/control/control.ts";
import { deploymentRoutes } from "../../gateway/control/deploymentRoutes.ts";
import { groupedChanges } from "../../gateway/control/groupedChanges.ts";
import { pageTokens } from "../../gateway/control/list/pageToken.ts";
import type { Route } from "../../gateway/control/route.ts";
import { routerRoutes } from "../../gateway/control/routerRoutes.ts";
import type { DeploymentRecord, RouterRecord } from "../../gateway/resources.ts";
import { memoryResourceStore } from "../../gateway/store/memory/memoryResourceStore.ts";
import type { RouterSpec } from "../../routing/router.ts";
import { asFields } from "../../scenario/json/asFields.ts";
import { readJson } from "../../scenario/json/readJson.ts";
import { localAccount } from "../localAccount.ts";
import type { ScenarioFile } from "../readScenarios.ts";

/** What a store holds when nobody has changed anything yet. */
export interface StartingRecords {
  readonly deployments: readonly DeploymentRecord[];
  readonly routers: readonly RouterRecord[];
}

export type StartingReading =
  | { readonly kind: "records"; readonly records: StartingRecords }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/**
 * What there is at time 0 of a scenario, as resources of the account "local": its router, and the deployments of its
 * fleet. They are made by the calls that a client would make, in a store that is thrown away; what a server does not
 * take is a mistake.
 *
 * @param which deployments: all, or those that the router names
 * @param nowMs milliseconds since 1970 UTC: when they are made
 */
export async function startingRecords(
  file: ScenarioFile,
  which: "all" | "routed",
  nowMs: number,
): Promise<StartingReading> {
  const { router, seed, fleet } = file.scenario;
  const store = memoryResourceStore();
  const random = namedStream(seed, "resource-ids", 0);
  const control = { ...nobodyThere, store, change: groupedChanges(store), now: () => nowMs, random };
  const routes = [...deploymentRoutes(control), ...routerRoutes(control)];
  const chosen = fleet.filter(
    ({ name, createdAtMs }) => createdAtMs === 0 && (which === "all" || router.deployments.includes(name)),
  );
  const written = writtenFleet(file);
  const made = chosen.map((spec) => make(routes, "createDeployment", deploymentCall(spec, written[spec.name])));
  // A router names deployments that are there.
  const mistakes = [...(await Promise.all(made)), await make(routes, "createRouter", routerCall(router))].flat();
  const lines = mistakes.map((mistake) => `${file.path}: ${mistake}`);
  if (lines.length > 0) return { kind: "mistakes", lines };
  const records = store.read((tables) => ({ deployments: tables.deployments.all(), routers: tables.routers.all() }));
  return { kind: "records", records };
}

/** Nothing runs yet, and no list is asked for. */
const nobodyThere: Pick<Control, "fleet" | "gateways" | "tokens"> = {
  fleet: {
    restore: () => {},
    replicaStats: () => ({
      pendingSchedulingReplicaCount: 0,
      downloadingModelReplicaCount: 0,
      initializingReplicaCount: 0,
      readyReplicaCount: 0,
    }),
  },
  gateways: { oldestVersion: () => 0 },
  tokens: pageTokens(new Uint8Array(32)),
};

/** The fleet as the file writes it, which is how a server is told of a mock deployment. */
function writtenFleet({ source }: ScenarioFile): Readonly<Record<string, unknown>> {
  const reading = readJson(source.text);
  return reading.kind === "mistake" ? {} : (asFields(asFields(reading.document.value)?.["fleet"]) ?? {});
}

interface CreationCall {
  readonly id: string;
  readonly parameter: "deploymentId" | "routerId";
  readonly body: object;
}

function deploymentCall({ name, replicas }: DeploymentSpec, written: unknown): CreationCall {
  const body = { mock: { deployment: written }, desiredReplicaCount: replicas };
  return { id: name, parameter: "deploymentId", body };
}

function routerCall({ id, strategy, ...fields }: RouterSpec): CreationCall {
  const body = { ...fields, ...(strategy === "even-load" ? { evenLoad: {} } : { weightedRandom: {} }) };
  return { id, parameter: "routerId", body };
}

/** Gives what is wrong with it. */
async function make(
  routes: readonly Route[],
  operationId: string,
  { id, parameter, body }: CreationCall,
): Promise<readonly string[]> {
  const found = routes.find((route) => route.operationId === operationId);
  if (found === undefined) throw new Error(`There is no call ${operationId}.`);
  const principal = { account: localAccount, name: "shuntyard serve" };
  const path = { account: localAccount, router: "", deployment: "" };
  const answer = await found.serve({ principal, path, query: { [parameter]: id }, body });
  return answer.kind === "answer" ? [] : mistakesOf(answer.error).map((mistake) => `${id}: ${mistake}`);
}

function mistakesOf({ details, message }: CanonicalError): readonly string[] {
  return details.length === 0 ? [message] : details.map(({ field, description }) => `${field}: ${description}`);
}
