import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import { readAmounts } from "./readAmounts.ts";
import { requirePromise } from "./readSchedule.ts";
import type { ReadingPorts, SourceReading } from "./sourceReading.ts";

const notation = {
  what: "whole counts such as a=6031,b=3969, at most 1e12 each",
  ...{ whole: true, percent: false, most: 1e12 },
} as const;

/** `--counts a=6031,b=3969`: picks that somebody else has counted. */
export function readCountsSource(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
): SourceReading | undefined {
  const promised = requirePromise(typed, reader, ports);
  const counts = readAmounts(reader, "counts", typed.counts, notation, promised?.schedule.deployments);
  if (typed.independent === true || typed.smooth === true) {
    reader.complain("--counts: counts do not tell the order of the picks: leave out --independent and --smooth");
  }
  if (promised === undefined || counts === undefined) return undefined;
  if (promised.schedule.phases.length > 1) {
    return reader.complain("--expect: counts have no times, so they need a split that does not change");
  }
  const { schedule, notes } = promised;
  return { source: () => ({ kind: "counts", counts }), schedule, order: "any", merged: 1, notes };
}
