import { basename, extname } from "node:path";
import type { SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { ArgumentReader, type Typed } from "../argumentReader.ts";
import { parseReportTarget, type ReportTarget } from "../reportTarget.ts";
import type { FileContent } from "../writeWhole.ts";
import { sweepWriters } from "./sweepWriters.ts";
import { targetFaults } from "./targetFaults.ts";

/** The arguments of `sweep` as they were typed. */
export interface SweepArguments {
  readonly study: string;
  readonly store?: Typed;
  readonly dryRun?: boolean | undefined;
  readonly workers?: Typed;
  readonly output?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** The same, checked. */
export interface SweepRequest {
  readonly path: string;
  /** The study's, from its file. */
  readonly name: string;
  readonly store: string;
  readonly dryRun: boolean;
  readonly workers: number | undefined;
  readonly targets: readonly ReportTarget<SweepResult, FileContent>[];
}

export type SweepRequestReading =
  | { readonly kind: "request"; readonly request: SweepRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

const mostWorkers = 256;

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readSweepRequest(typed: SweepArguments): SweepRequestReading {
  const reader = new ArgumentReader();
  const { study: path, dryRun = false } = typed;
  const name = basename(path, extname(path));
  const store = reader.text("store", typed.store) ?? `${name}.results.jsonl`;
  const workers = reader.integer("workers", typed.workers, 1, mostWorkers);
  if (store === "") reader.complain("--store: expected the path of a file, got nothing");
  if (dryRun && typed.json === true) reader.complain("--dry-run: lists cells for people; there is no --json of it");
  const targets = (typed.output ?? []).flatMap((text) => {
    const target = parseReportTarget(text, sweepWriters);
    if (typeof target !== "string") return [target];
    reader.complain(target);
    return [];
  });
  const taken = { "the study": path, "the store of results": store, "the lock of the store": `${store}.lock` };
  if (!dryRun) for (const fault of targetFaults(targets, name, taken)) reader.complain(fault);
  if (reader.mistakes.length > 0) return { kind: "mistakes", lines: reader.mistakes };
  return { kind: "request", request: { path, name, store, dryRun, workers, targets } };
}
