import type { WrittenScenario } from "../experiment/playShard.ts";
import type { RunResult } from "../experiment/result.ts";
import type { RunOptions } from "../experiment/runOptions.ts";
import type { Interruption } from "./interruption.ts";
import type { ProgressView } from "./progressView.ts";
import type { Terminal } from "./terminal.ts";

/** What playing needs from outside. */
export interface PlayPorts {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly runScenario: (written: WrittenScenario, options: RunOptions) => Promise<RunResult>;
  readonly progressView: (scenarioName: string) => ProgressView;
}
