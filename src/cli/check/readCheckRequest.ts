import { planCheck } from "../../check/planCheck.ts";
import type { CheckReport } from "../../check/report.ts";
import type { SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import { ArgumentReader } from "../argumentReader.ts";
import { exitCode } from "../exitCode.ts";
import { parseReportTarget, type ReportTarget } from "../reportTarget.ts";
import type { CheckArguments } from "./checkArguments.ts";
import { checkReportWriters } from "./checkReportWriters.ts";
import type { CheckRequest } from "./checkRequest.ts";
import { complainOfStrangers, sourceKindOf } from "./optionsOfSource.ts";
import { readCountsSource } from "./readCountsSource.ts";
import { readEndpointSource } from "./readEndpointSource.ts";
import { readLogSource } from "./readLogSource.ts";
import { readExpectation, readOrder } from "./readPromise.ts";
import { readSelectorSource } from "./readSelectorSource.ts";
import { replayCheck } from "./replayCheck.ts";
import type { ReadingPorts } from "./sourceReading.ts";

export type CheckRequestReading =
  | { readonly kind: "request"; readonly request: CheckRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readCheckRequest(typed: CheckArguments, ports: ReadingPorts): CheckRequestReading {
  const reader = new ArgumentReader();
  const kind = sourceKindOf(typed, reader);
  complainOfStrangers(kind, typed, reader);
  const targets = (typed.output ?? []).flatMap((text) => readTarget(text, reader));
  const failCode = reader.integer("exit-code-on-fail", typed.exitCodeOnFail, 0, 255) ?? exitCode.fail;
  const reading = sourceReaders[kind](typed, reader, ports);
  const order = readOrder(reader, typed, reading?.order ?? "any");
  const schedule = reading?.schedule ?? nothingPromised;
  const expectation = readExpectation(reader, typed, schedule, order, reading?.merged ?? 1);
  if (reading === undefined || reader.mistakes.length > 0) return { kind: "mistakes", lines: reader.mistakes };
  const { notes } = reading;
  const source = reading.source(planCheck(expectation, kind === "endpoint", reading.instances).requests);
  return {
    kind: "request",
    request: {
      ...{ expectation, source, targets, failCode, notes },
      planOnly: typed.plan ?? false,
      json: typed.json ?? false,
      quiet: typed.quiet ?? false,
      color: typed.color,
      replay: replayCheck(typed, source.kind === "selector" ? source.seed : undefined),
    },
  };
}

const sourceReaders = {
  selector: readSelectorSource,
  counts: readCountsSource,
  log: readLogSource,
  endpoint: readEndpointSource,
} as const;

const nothingPromised: SplitSchedule = { deployments: [], phases: [] };

function readTarget(text: string, reader: ArgumentReader): readonly ReportTarget<CheckReport>[] {
  const target = parseReportTarget(text, checkReportWriters);
  if (typeof target !== "string") return [target];
  reader.complain(target);
  return [];
}
