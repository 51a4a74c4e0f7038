import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { readScenario } from "../readScenarios.ts";
import type { ServeRequest } from "./serveRequest.ts";
import { type StartingRecords, startingRecords } from "./startingRecords.ts";

/** What a server begins with where its store is empty. */
export interface Start {
  readonly kind: "start";
  readonly records: StartingRecords;
  /** Of all chance, unless the command says another. */
  readonly seed: string;
  /** Name of the scenario. */
  readonly name: string;
  /** Changes of its timeline, which a server does not play. */
  readonly changes: number;
}

const workedMigration = join(import.meta.dirname, "..", "..", "..", "scenarios", "gradual-migration-80-20.json");

/**
 * Reads the scenario, or the worked migration where none was named. Of the latter only the deployment that has traffic is
 * there: making the other one is the first step of the migration.
 */
export function readStart({
  scenarioPath,
}: Pick<ServeRequest, "scenarioPath">): Start | { readonly kind: "mistakes"; readonly lines: readonly string[] } {
  const reading = readScenario(scenarioPath ?? workedMigration);
  if (reading.kind === "mistakes") return reading;
  const { scenario } = reading.file;
  const nowMs = performance.timeOrigin + performance.now();
  const start = startingRecords(reading.file, scenarioPath === undefined ? "routed" : "all", Math.round(nowMs));
  if (start.kind === "mistakes") return start;
  const { name, seed, timeline } = scenario;
  return { kind: "start", records: start.records, seed, name, changes: timeline.length };
}
