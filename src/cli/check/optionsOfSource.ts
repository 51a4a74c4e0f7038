import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { SourceRequest } from "./checkRequest.ts";

type Kind = SourceRequest["kind"];

/** Options that only some sources know; all others go with every source. */
const options: readonly (readonly [keyof CheckArguments, string, readonly Kind[]])[] = [
  ["replicas", "replicas", ["selector"]],
  ["weights", "weights", ["selector"]],
  ["strategy", "strategy", ["selector"]],
  ["seed", "seed", ["selector"]],
  ["workers", "workers", ["selector"]],
  ["instances", "instances", ["selector", "log", "endpoint"]],
  ["requests", "requests", ["selector", "endpoint"]],
  ["maxRequests", "max-requests", ["selector", "endpoint"]],
  ["field", "field", ["log", "endpoint"]],
  ["column", "column", ["log"]],
  ["pattern", "pattern", ["log", "endpoint"]],
  ["timeField", "time-field", ["log"]],
  ["start", "start", ["log"]],
  ["window", "window", ["log"]],
  ["settle", "settle", ["log"]],
  ["byHeader", "by-header", ["endpoint"]],
  ["method", "method", ["endpoint"]],
  ["body", "body", ["endpoint"]],
  ["header", "header", ["endpoint"]],
  ["rate", "rate", ["endpoint"]],
  ["concurrency", "concurrency", ["endpoint"]],
  ["newConnections", "new-connections", ["endpoint"]],
  ["timeout", "timeout", ["endpoint"]],
];

const sources: readonly (readonly [keyof CheckArguments, Kind])[] = [
  ["module", "selector"],
  ["counts", "counts"],
  ["log", "log"],
  ["target", "endpoint"],
];

const kindInWords: Readonly<Record<Kind, string>> = {
  selector: "a selector or --module",
  counts: "--counts",
  log: "--log",
  endpoint: "--target",
};

/** Where the picks are to come from; a complaint when that is more than one place. */
export function sourceKindOf(typed: CheckArguments, reader: ArgumentReader): Kind {
  const given = sources.filter(([name]) => typed[name] !== undefined);
  if (given.length > 1) {
    reader.complain(
      `expected one source, got ${given.length}: --module, --counts, --log and --target exclude one another`,
    );
  }
  return given[0]?.[1] ?? "selector";
}

/** A complaint about every option that the source does not know. */
export function complainOfStrangers(kind: Kind, typed: CheckArguments, reader: ArgumentReader): void {
  for (const [name, option, kinds] of options) {
    if (isGiven(typed[name]) && !kinds.includes(kind)) {
      reader.complain(
        `--${option}: goes with ${kinds.map((each) => kindInWords[each]).join(" or ")}, not with ${kindInWords[kind]}`,
      );
    }
  }
}

function isGiven(value: CheckArguments[keyof CheckArguments]): boolean {
  return value !== undefined && value !== false;
}
