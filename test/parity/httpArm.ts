import { namedStream } from "../../src/engine/seed.ts";
import type { Strategy } from "../../src/routing/strategy.ts";
import { asFields } from "../../src/scenario/json/asFields.ts";
import type { Change, Scenario } from "../../src/scenario/scenario.ts";
import { createRequestSource } from "../../src/traffic/createRequestSource.ts";
import type { Outcome } from "../../src/traffic/outcome.ts";
import { type ContractWorld, contractWorld, deployments, routers } from "../gateway/contract/contractWorld.ts";
import { type Asked, askOver } from "./askOver.ts";
import type { Fact, PhaseSplit, Play, Times } from "./facts.ts";
import { SimulatedLuck } from "./simulatedLuck.ts";
import { read, type WrittenScenario } from "./writtenScenario.ts";

/** Start-up times from here on never end in a test, neither in virtual time nor in real time. */
const neverMs = 3_600_000;

/** While a black hole is on, how long an answer is waited for once a replica has the request: there will be none. */
const giveUpMs = 40;

/**
 * Plays a scenario over HTTP: changes through the control plane (faults in the mock fleet itself), requests through the
 * door, one after the other in the order of the scenario; between them the time of the scenario is skipped. A change is
 * made after the answers before it, and replicas that start at once are waited for after it, so that every request meets
 * the replicas that it meets in virtual time, however slow this machine is.
 *
 * @param overlapping requests are sent as soon as the one before has come to a replica, and answers waited for at the end
 */
export async function playOverHttp(written: WrittenScenario, overlapping = false): Promise<Play> {
  const scenario = read(written);
  const luck = new SimulatedLuck(scenario);
  const world = await contractWorld({
    seed: scenario.seed,
    luckOf: (name) => luck.of(name),
    // A simulated attempt that fails is the end of its request, unless the scenario says more.
    limits: { attempts: 1 },
  });
  await open(world, written, scenario);
  const asked: Promise<Asked>[] = [];
  const takers: (string | undefined)[] = [];
  const splits: PhaseSplit[] = [];
  let next = 0;
  let holes = 0;
  const source = createRequestSource(
    scenario.traffic,
    { arrivals: namedStream(scenario.seed, "arrivals", 0), sizes: namedStream(scenario.seed, "sizes", 0) },
    scenario.durationMs,
  );
  const changesUntil = async (atMs: number): Promise<void> => {
    while ((scenario.timeline[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) {
      const due = scenario.timeline.filter((change) => change.atMs === scenario.timeline[next]?.atMs);
      next += due.length;
      for (const change of due) {
        await apply(world, scenario, change);
        if (change.kind === "black-hole") holes += change.on ? 1 : -1;
      }
      await settled(world, scenario);
      splits.push({ name: due.map(({ id }) => id).join(" + "), shares: await sharesIn(world, scenario) });
    }
  };
  if ((scenario.timeline[0]?.atMs ?? 1) > 0) splits.push({ name: "start", shares: await sharesIn(world, scenario) });
  for (; source.atMs < Number.POSITIVE_INFINITY; source.advance()) {
    await changesUntil(source.atMs);
    const taken = luck.arrive();
    const { promptTokens, outputTokens } = source;
    const answer = askOver(world.url, {
      model: scenario.router.id,
      promptTokens,
      outputTokens,
      stream: asked.length % 2 === 1,
      ...(holes > 0 ? { signal: givingUp(taken) } : {}),
    });
    asked.push(answer);
    await (overlapping ? Promise.race([taken, answer]) : answer);
    takers.push(luck.takenBy);
  }
  await changesUntil(scenario.durationMs);
  const answers = await Promise.all(asked);
  return {
    facts: answers.map((answer, request) => factOf(answer, request, takers[request])),
    times: answers.map(timesOf),
    splits,
  };
}

function givingUp(taken: Promise<void>): AbortSignal {
  const controller = new AbortController();
  void taken.then(() => setTimeout(() => controller.abort(), giveUpMs));
  return controller.signal;
}

async function open(world: ContractWorld, { fleet }: WrittenScenario, scenario: Scenario): Promise<void> {
  for (const [id, deployment] of Object.entries(fleet)) {
    await made(world.call("POST", `${deployments}?deploymentId=${id}`, { mock: { deployment } }));
  }
  await settled(world, scenario);
  const { id, deployments: behind, strategy } = scenario.router;
  await made(world.call("POST", `${routers}?routerId=${id}`, { deployments: behind, ...strategyField(strategy) }));
}

function strategyField(strategy: Strategy | undefined): object {
  return strategy === "even-load" ? { evenLoad: {} } : { weightedRandom: {} };
}

async function apply(world: ContractWorld, { router }: Scenario, change: Change): Promise<void> {
  switch (change.kind) {
    case "update-router": {
      const { deployments: behind, strategy } = change;
      const sent = { ...(behind && { deployments: behind }), ...(strategy && strategyField(strategy)) };
      return made(world.call("PATCH", `${routers}/${router.id}`, sent));
    }
    case "scale":
      return made(world.call("PATCH", `${deployments}/${change.deployment}:scale`, { replicaCount: change.replicas }));
    case "weight":
      return made(world.call("PATCH", `${deployments}/${change.deployment}`, { weight: change.weight }));
    case "delete-deployment": {
      // One that a router uses is refused here as it is there.
      await world.call("DELETE", `${deployments}/${change.deployment}`);
      return;
    }
    case "crash":
    case "slow":
    case "error-rate":
    case "black-hole":
    case "startup-failure":
      world.fleet.inject("alice", change);
      return;
    default:
      throw new Error(`A change of the kind ${change.kind} has no counterpart over HTTP.`);
  }
}

async function made(call: ReturnType<ContractWorld["call"]>): Promise<void> {
  const { status, text } = await call;
  if (status !== 200) throw new Error(text);
}

/** Waits until every replica that starts at all is ready. */
async function settled({ fleet }: ContractWorld, scenario: Scenario): Promise<void> {
  const starting = (): boolean =>
    scenario.fleet.some(({ name, startup }) => {
      const never = startup.kind === "fixed" && startup.valueMs >= neverMs;
      return !never && fleet.replicas("alice", name).some(({ state }) => state === "starting");
    });
  while (starting()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** weight x ready / sum, by what the control plane tells. */
async function sharesIn(world: ContractWorld, { router, fleet }: Scenario): Promise<PhaseSplit["shares"]> {
  const { body } = await world.call("GET", `${routers}/${router.id}`);
  const behind = Array.isArray(body["deployments"]) ? body["deployments"].map(String) : [];
  const units = new Map(fleet.map(({ name }) => [name, 0]));
  for (const name of behind) {
    const deployment = (await world.call("GET", `/v1/${name}`)).body;
    const ready = Number(asFields(deployment["replicaStats"])?.["readyReplicaCount"]);
    units.set(name.split("/").at(-1) ?? "", Number(deployment["weight"]) * ready);
  }
  const total = [...units.values()].reduce((sum, each) => sum + each, 0);
  return total === 0 ? null : Object.fromEntries([...units].map(([name, each]) => [name, each / total]));
}

function factOf({ status, code, headers, tokens }: Asked, request: number, taker: string | undefined): Fact {
  const deployment = headers?.get("x-shuntyard-deployment") ?? taker?.split("/").at(-1) ?? null;
  return {
    request,
    deployment,
    replica: headers?.get("x-shuntyard-replica") ?? null,
    outcome: outcomeOf(status, code),
    tokens,
  };
}

function timesOf({ status, firstMs, wholeMs }: Asked): Times {
  return status === 200 ? { wholeMs, firstMs } : { wholeMs: null, firstMs: null };
}

/** What a client makes of an answer, in the words of the simulation. */
function outcomeOf(status: number | undefined, code: string | undefined): Outcome {
  if (status === undefined) return "timed-out";
  if (status === 200) return "served";
  if (code === "unroutable") return "unroutable";
  return code === "queue_full" || code === "context_length_exceeded" ? "rejected" : "failed";
}
