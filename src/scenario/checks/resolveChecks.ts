import type { ReplicaSpec } from "../../fleet/deploymentSpec.ts";
import { assignIds } from "../assignIds.ts";
import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { didYouMean } from "../nearestName.ts";
import { formatDuration } from "../quantity/formatDuration.ts";
import { quote } from "../quote.ts";
import type { ListEntry } from "../read/readList.ts";
import type { Change, Check, Claim, Metric, Window } from "../scenario.ts";
import type { WrittenCheck } from "../schema/check.ts";
import { complainOfUnknown, type DeploymentNames } from "../timeline/deploymentNames.ts";
import { parseLimit } from "./parseLimit.ts";
import { parseMetric } from "./parseMetric.ts";
import { resolveExpect } from "./resolveExpect.ts";

export interface CheckEntry extends ListEntry<WrittenCheck> {
  /** Names under `expect`, in the order of the file. */
  readonly expectNames: readonly string[];
}

/** What the checks stand on. */
export interface CheckGround {
  readonly durationMs: number | undefined;
  readonly names: DeploymentNames;
  /** Kinds of the replicas, of every deployment that could be read. */
  readonly replicas: ReadonlyMap<string, ReplicaSpec["kind"]>;
  /** Every change by its id, undefined for one that could not be read or placed; undefined without a timeline. */
  readonly changes: ReadonlyMap<string, Change | undefined> | undefined;
}

export interface CheckReading {
  readonly checks: readonly Check[];
  /** Every id, also of checks that could not be read. */
  readonly ids: readonly (string | undefined)[];
}

/** Gives every check its id, its window and its meaning. */
export function resolveChecks(entries: readonly CheckEntry[], ground: CheckGround, complain: Complain): CheckReading {
  const items = entries.map(({ givenId, raw: { kind } }) => {
    return { given: givenId, base: typeof kind === "string" ? kind : undefined, endings: [] };
  });
  const ids = assignIds(items, (position, message) => complain(["checks", position, "id"], message));
  const checks = entries.flatMap((entry, position) => {
    const id = ids[position];
    const claim = claimOf(entry, ["checks", position], ground, complain);
    return id === undefined || claim === undefined ? [] : [{ id, ...claim }];
  });
  return { checks, ids };
}

function claimOf(entry: CheckEntry, path: JsonPath, ground: CheckGround, complain: Complain): Claim | undefined {
  const { written, expectNames } = entry;
  switch (written?.kind) {
    case undefined:
      return undefined;
    case "converges":
      return convergesClaim(written, path, ground, complain);
    case "split":
      return splitClaim(written, expectNames, path, ground, complain);
    case "threshold":
      return thresholdClaim(written, path, ground, complain);
    case "conforms": {
      const { kind, flake, miss } = written;
      const window = windowOf(written, path, ground.durationMs, complain);
      return window && { kind, ...window, flake, miss };
    }
    case "no-loss": {
      const window = windowOf(written, path, ground.durationMs, complain);
      return window && { kind: written.kind, ...window };
    }
    case "headroom": {
      const window = windowOf(written, path, ground.durationMs, complain);
      return window && { kind: written.kind, reserve: written.reserve, ...window };
    }
  }
}

function splitClaim(
  written: Extract<WrittenCheck, { readonly kind: "split" }>,
  names: readonly string[],
  path: JsonPath,
  ground: CheckGround,
  complain: Complain,
): Claim | undefined {
  const { kind, margin, flake, miss } = written;
  const expectPath = [...path, "expect"];
  const window = windowOf(written, path, ground.durationMs, complain);
  for (const name of names) complainOfUnknown(name, [...expectPath, name], ground.names, complain, "name");
  const amounts = names.map((name) => [name, written.expect[name] ?? 0] as const);
  const expect = resolveExpect(amounts, expectPath, complain);
  return window && expect && { kind, expect, margin, ...window, flake, miss };
}

function windowOf(
  { from = 0, to }: { readonly from?: number; readonly to?: number },
  path: JsonPath,
  durationMs: number | undefined,
  complain: Complain,
): Window | undefined {
  const endMs = durationMs ?? Number.POSITIVE_INFINITY;
  const toMs = to ?? endMs;
  const outside = `the run ends at ${durationMs === undefined ? "" : formatDuration(durationMs)}`;
  if (to !== undefined && to > endMs)
    complain([...path, "to"], `a window up to ${formatDuration(to)} is outside the run: ${outside}`);
  if (from >= endMs)
    complain([...path, "from"], `a window from ${formatDuration(from)} is outside the run: ${outside}`);
  else if (from >= toMs)
    complain([...path, "from"], `the window is empty: ${formatDuration(from)} to ${formatDuration(toMs)}`);
  return durationMs === undefined ? undefined : { fromMs: from, toMs };
}

function convergesClaim(
  { kind, after, within, margin, flake }: Extract<WrittenCheck, { readonly kind: "converges" }>,
  path: JsonPath,
  { changes, durationMs }: CheckGround,
  complain: Complain,
): Claim {
  if (changes !== undefined && !changes.has(after)) {
    complain([...path, "after"], () => `there is no change ${quote(after)}${didYouMean(after, changes.keys())}`);
  }
  const change = changes?.get(after);
  if (change !== undefined && !movesSplit(change)) {
    complain(
      [...path, "after"],
      `${quote(after)} (${change.kind}) leaves the split as it is: there is nothing to converge`,
    );
  }
  if (change !== undefined && durationMs !== undefined && change.atMs + within > durationMs) {
    const until = `${quote(after)} comes at ${formatDuration(change.atMs)}, the run ends at ${formatDuration(durationMs)}`;
    complain([...path, "within"], `${formatDuration(within)} are not left: ${until}`);
  }
  return { kind, after, withinMs: within, margin, flake };
}

/** Whether the expected split may be another after the change. */
function movesSplit(change: Change): boolean {
  switch (change.kind) {
    case "update-deployment":
    case "slow":
    case "error-rate":
    case "black-hole":
    case "startup-failure":
    case "traffic":
      return false;
    case "update-router":
      return change.deployments !== undefined || change.strategy !== undefined;
    default:
      return true;
  }
}

function thresholdClaim(
  written: Extract<WrittenCheck, { readonly kind: "threshold" }>,
  path: JsonPath,
  ground: CheckGround,
  complain: Complain,
): Claim | undefined {
  const window = windowOf(written, path, ground.durationMs, complain);
  const metric = parseMetric(written.metric);
  if (metric.kind === "mistake") {
    complain([...path, "metric"], metric.message);
    return undefined;
  }
  complainOfMetric(metric.metric, [...path, "metric"], ground, complain);
  const limit = parseLimit(written.is, metric.metric.name);
  if (limit.kind === "mistake") {
    complain([...path, "is"], limit.message);
    return undefined;
  }
  return (
    window && { kind: written.kind, metric: metric.metric, limit: limit.limit, text: written.is.trim(), ...window }
  );
}

function complainOfMetric({ name, deployment }: Metric, path: JsonPath, ground: CheckGround, complain: Complain): void {
  if (deployment !== undefined) complainOfUnknown(deployment, path, ground.names, complain);
  if (name !== "ttft") return;
  const kinds = deployment === undefined ? [...ground.replicas.values()] : [ground.replicas.get(deployment)];
  if (kinds.length === 0 || kinds.some((kind) => kind !== "slots")) return;
  const who =
    deployment === undefined
      ? "no deployment here models"
      : `${quote(deployment)} has slot replicas, which do not model`;
  complain(path, `${who} tokens, so there is no first token to time: use "response", or give it a profile`);
}
