import type { LogTiming } from "../../../src/check/log/lineAttribution.ts";
import type { LogFormat } from "../../../src/check/log/logFormat.ts";
import { type LogReading, readLog } from "../../../src/check/log/readLog.ts";
import { PickTally } from "../../../src/check/pickTally.ts";
import { promiseOf } from "../promiseOf.ts";
import { chunked } from "./chunked.ts";

/** A name or a reason, how often it came and on which line first. */
type Told = readonly (readonly [words: string, count: number, line: number])[];

/** What a log left in a tally, in the terms of a test. */
export interface Entries {
  /** Names of the deployments picked, in order; the first thousand. */
  readonly picks: readonly string[];
  /** Of every deployment but the first: the line that picked it first. */
  readonly firstLines: readonly (readonly [name: string, line: number])[];
  readonly strangers: Told;
  readonly unattributed: Told;
  /** Window and the picks of each deployment in it. */
  readonly windows: readonly (readonly [number, readonly number[]])[];
  readonly outside: number;
}

/** Everything is promised to the first deployment: of the others a tally keeps the line of their first pick. */
export function firstOnly(deployments: readonly string[]): PickTally {
  const units = deployments.map((_, j) => (j === 0 ? 1 : 0));
  return new PickTally(promiseOf(units, { deployments }));
}

export function entriesOf({ expectation, state }: PickTally): Entries {
  const nameOf = (deployment: number): string => expectation.deployments[deployment] ?? "";
  return {
    picks: state.heads.flatMap(([, head]) => head.map(nameOf)),
    firstLines: state.impossible.map(([key, first]) => [nameOf(Number(key.split(",")[1])), first.at]),
    strangers: state.strangers.map(([name, { count, first }]) => [name, count, first.at]),
    unattributed: state.unattributed.map(([reason, { count, first }]) => [reason, count, first.at]),
    windows: state.windows,
    outside: state.outside,
  };
}

export interface ReadTextOptions {
  readonly deployments?: readonly string[];
  /** Places to cut the text at. */
  readonly cuts?: readonly number[];
  readonly timing?: LogTiming;
}

/** Reads a log; the deployments are `a` and `b` unless told otherwise. */
export async function readText(
  text: string | Uint8Array,
  format: LogFormat,
  { deployments = ["a", "b"], cuts = [], timing }: ReadTextOptions = {},
): Promise<Entries & { readonly reading: LogReading }> {
  const tally = firstOnly(deployments);
  const bytes = chunked(text, cuts);
  const reading = await readLog({ bytes, format, tally, ...(timing === undefined ? {} : { timing }) });
  return { reading, ...entriesOf(tally) };
}
