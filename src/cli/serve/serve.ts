import { performance } from "node:perf_hooks";
import type { DeploymentRecord } from "../../gateway/resources.ts";
import { type System, startSystem } from "../../gateway/system/system.ts";
import { printable } from "../../report/printable.ts";
import { errorText } from "../errorText.ts";
import { exitCode } from "../exitCode.ts";
import type { Interruption } from "../interruption.ts";
import { keepKeys } from "../key/keepKeys.ts";
import type { Terminal } from "../terminal.ts";
import { drainSystem } from "./drainSystem.ts";
import { isEmpty, putRecords } from "./fillStore.ts";
import { prepareStore } from "./prepareStore.ts";
import type { Start } from "./readStart.ts";
import type { ServeRequest } from "./serveRequest.ts";
import type { ServeVoice } from "./serveVoice.ts";
import { startFault } from "./startFault.ts";
import { untilReady } from "./untilReady.ts";
import { watchTraffic } from "./watchTraffic.ts";
import { welcomeOf } from "./welcomeOf.ts";

export interface ServePorts {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly voice: ServeVoice;
}

/** Replicas that take longer than this to start are waited for by nobody. */
const readyWithinMs = 5_000;

/** Serves until a signal comes, then lets the answers in flight end; gives the exit code. */
export async function serve(request: ServeRequest, start: Start, ports: ServePorts): Promise<number> {
  const { terminal, voice } = ports;
  try {
    const prepared = prepareStore(request);
    if (prepared.kind === "refused") {
      terminal.stderr.write(`shuntyard: ${prepared.sentence}\n`);
      return exitCode.usage;
    }
    const { open } = prepared;
    const system = await startSystem({
      ...{ host: request.host, port: request.port, gateways: request.gateways, open },
      ...(request.storePath === undefined ? {} : { storePath: request.storePath }),
      seed: request.seed ?? start.seed,
      sendBaseModel: request.sendBaseModel,
      onFault: (error) => voice.fault(printable(errorText(error))),
    });
    return await attend(system, open, request, start, ports);
  } catch (error) {
    terminal.stderr.write(`shuntyard: ${startFault(error, request)}\n`);
    return exitCode.error;
  }
}

async function attend(
  system: System,
  open: boolean,
  request: ServeRequest,
  start: Start,
  { voice, interruption }: ServePorts,
): Promise<number> {
  const beganMs = performance.now();
  try {
    const filled = begin(system, request, start);
    const wanted = system.store.read((tables) => tables.deployments.all());
    await untilReady(() => isServing(system, wanted), readyWithinMs, interruption.signal);
    const { url, store } = system;
    voice.began(welcomeOf({ url, open, store, ready: readyReplicas(system), filled }, request, start));
    await watchTraffic(system, voice, interruption.signal);
    voice.draining(system.traffic().inFlight, request.graceMs);
    const cut = await drainSystem(system, request.graceMs);
    voice.ended({ lifeMs: performance.now() - beganMs, counts: system.traffic().requests, cut });
    return cut === 0 ? exitCode.pass : (interruption.exitCode() ?? exitCode.error);
  } catch (error) {
    await system.close();
    throw error;
  }
}

/** Gives the system its keys and, where it has nothing yet, what the scenario begins with. */
function begin({ store, fleet }: System, { storePath, keys }: ServeRequest, { records }: Start): boolean {
  if (storePath === undefined) keepKeys(store, keys);
  if (!isEmpty(store)) return false;
  // Before the store tells the fleet: what a scenario begins with is ready at once.
  for (const deployment of records.deployments) fleet.deploy(deployment, "ready");
  putRecords(store, records);
  return true;
}

/** Replicas of a deployment that may get traffic now. */
function readyReplicas(system: System): (account: string, deployment: string) => number {
  const ready = new Map(system.traffic().ready.map((each) => [`${each.account}/${each.deployment}`, each.replicas]));
  return (account, deployment) => ready.get(`${account}/${deployment}`) ?? 0;
}

/** Whether all deployments have the replicas that they are to have. */
function isServing(system: System, wanted: readonly DeploymentRecord[]): boolean {
  const ready = readyReplicas(system);
  return wanted.every(({ account, id, desiredReplicaCount }) => ready(account, id) >= desiredReplicaCount);
}
