import { counted } from "./counted.ts";
import { exitCode } from "./exitCode.ts";
import { type FileReading, readScenario } from "./readScenarios.ts";
import type { Terminal } from "./terminal.ts";

/** A line for every good scenario on stdout, a line for every mistake in the others on stderr. */
export function validateScenarios(paths: readonly string[], terminal: Terminal): number {
  const readings = paths.map(readScenario);
  for (const reading of readings) tell(reading, terminal);
  return readings.some(({ kind }) => kind === "mistakes") ? exitCode.usage : exitCode.pass;
}

function tell(reading: FileReading, { stdout, stderr }: Terminal): void {
  if (reading.kind === "mistakes") {
    for (const line of reading.lines) stderr.write(`${line}\n`);
    return;
  }
  const { name, timeline, checks } = reading.file.scenario;
  stdout.write(`ok: ${name} (${counted(timeline.length, "change")}, ${counted(checks.length, "check")})\n`);
}
