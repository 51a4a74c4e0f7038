import type { OrderPromise } from "../../check/expectation.ts";
import { parseSeed } from "../../engine/seed.ts";
import { exactUnits } from "../../routing/exactUnits.ts";
import { promisedUnits } from "../../routing/promisedUnits.ts";
import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import { defaultStrategy, type StrategyClass, strategyClass, strategyNames } from "../../routing/strategy.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import type { SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { SelectorSource } from "./checkRequest.ts";
import { type Amount, readAmounts } from "./readAmounts.ts";
import { constantSchedule } from "./readPromise.ts";
import { readPromised } from "./readSchedule.ts";
import type { ReadingPorts, SourceReading } from "./sourceReading.ts";

const usualInstances = 8;
const mostInstances = 10_000;
const mostReplicas = 1_000_000;
const mostRequests = 1e12;
const mostWorkers = 256;
/** Picks made here cost next to nothing, and many show more. */
const leastPicks = 1_000_000;

/** The built-in selector or a module, with the deployments that it is to pick from. */
export function readSelectorSource(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
): SourceReading | undefined {
  const deployments = readDeployments(typed, reader);
  const names = deployments?.map(({ name }) => name) ?? [];
  const promised = readPromised(typed, reader, ports, names);
  const what = readWhat(typed, reader);
  const instances = reader.integer("instances", typed.instances, 1, mostInstances) ?? usualInstances;
  const requests = reader.integer("requests", typed.requests, 1, mostRequests);
  const most = reader.integer("max-requests", typed.maxRequests, 1, mostRequests) ?? mostRequests;
  const seed = reader.parsed("seed", typed.seed, parseSeed, "1 to 32 hexadecimal digits") ?? "1";
  const workers = reader.integer("workers", typed.workers, 1, mostWorkers);
  if (deployments === undefined) return undefined;
  const schedule =
    typed.expect === undefined
      ? promisedBy(what, deployments, reader)
      : promised && fitted(promised.schedule, names, reader);
  if (schedule === undefined) return undefined;
  return {
    schedule,
    order: what.kind === "module" ? "independent" : orders[strategyClass(what.strategy)],
    ...{ merged: 1, instances },
    notes: promised?.notes ?? [],
    source: (planned): SelectorSource => ({
      kind: "selector",
      requests: Math.min(most, requests ?? Math.max(leastPicks, planned ?? 0)),
      ...{ what, deployments, instances, seed, workers },
    }),
  };
}

/** Every request of a check is a session of its own, so that what is sticky must look independent. */
const orders: Readonly<Record<StrategyClass, OrderPromise>> = {
  independent: "independent",
  sticky: "independent",
  smooth: "smooth",
  "load-aware": "any",
};

function readDeployments(typed: CheckArguments, reader: ArgumentReader): readonly SelectorDeployment[] | undefined {
  const replicas = readAmounts(reader, "replicas", typed.replicas, {
    what: `replica counts such as 3,2 or a=3,b=2, at most ${mostReplicas}`,
    whole: true,
    percent: false,
    most: mostReplicas,
  });
  const names = replicas?.map(({ name }) => name);
  const weights = readAmounts(
    reader,
    "weights",
    typed.weights,
    { what: "the weight of one replica of each deployment, such as a=1,b=0.5", whole: false, percent: false },
    names,
  );
  if (typed.replicas === undefined && typed.weights === undefined) {
    return reader.complain(
      "expected something to check: --replicas 3,2, --weights a=3,b=2, --module FILE, --counts a=6031,b=3969, --log FILE or --target URL",
    );
  }
  const listed = replicas ?? weights;
  if (listed === undefined || (typed.weights !== undefined && weights === undefined)) return undefined;
  complainOfNames(weights ?? [], replicas ?? [], reader);
  return listed.map(({ name }) => ({
    name,
    replicas: amountFor(replicas, name),
    weight: amountFor(weights, name),
  }));
}

/** 1 for a deployment about which nothing is said. */
function amountFor(amounts: readonly Amount[] | undefined, name: string): number {
  return amounts?.find((amount) => amount.name === name)?.value ?? 1;
}

function complainOfNames(weights: readonly Amount[], replicas: readonly Amount[], reader: ArgumentReader): void {
  if (replicas.length === 0) return;
  const names = replicas.map(({ name }) => name);
  for (const { name } of weights) {
    if (!names.includes(name)) {
      reader.complain(`--weights: ${quote(name)} is not among those of --replicas${didYouMean(name, names)}`);
    }
  }
}

/** The split by replicas and weights: what a weighted selector promises. */
function promisedBy(
  what: SelectorSource["what"],
  deployments: readonly SelectorDeployment[],
  reader: ArgumentReader,
): SplitSchedule | undefined {
  const replicas = deployments.map((deployment) => deployment.replicas);
  const exact = exactUnits(
    deployments.map(({ weight }) => weight),
    replicas,
  );
  if (exact.kind === "mistake") return reader.complain(`--weights: ${exact.message}`);
  const units = exact.perReplica.map((each, j) => each * (replicas[j] ?? 0));
  if (exact.total === 0) return reader.complain("expected a deployment with replicas and a weight above 0, got none");
  return constantSchedule(
    deployments.map(({ name }) => name),
    what.kind === "module" ? units : promisedUnits(what.strategy, { units, ready: replicas }),
  );
}

/** A promise about the selector's deployments in their own order; what it does not name is promised nothing. */
function fitted(
  { deployments, phases }: SplitSchedule,
  names: readonly string[],
  reader: ArgumentReader,
): SplitSchedule | undefined {
  const [phase] = phases;
  if (phase === undefined || phases.length > 1) {
    return reader.complain("--expect: a selector is checked against a split that does not change; a log has times");
  }
  for (const name of deployments) {
    if (!names.includes(name)) {
      reader.complain(
        `--expect: ${quote(name)} is not among the deployments of the selector${didYouMean(name, names)}`,
      );
    }
  }
  return constantSchedule(
    names,
    names.map((name) => phase.units[deployments.indexOf(name)] ?? 0),
  );
}

function readWhat(typed: CheckArguments, reader: ArgumentReader): SelectorSource["what"] {
  const strategy = reader.oneOf("strategy", typed.strategy, strategyNames);
  const path = reader.text("module", typed.module);
  if (path === undefined) return { kind: "strategy", strategy: strategy ?? defaultStrategy };
  if (strategy !== undefined) reader.complain("--module and --strategy: expected one of them, got both");
  return { kind: "module", path };
}
