export type {
  ChangeResult,
  CheckResult,
  DeploymentResult,
  Evidence,
  Latencies,
  Outcomes,
  PhaseResult,
  Quantiles,
  RunResult,
  ScenarioFacts,
  Series,
  Spread,
  Verdict,
} from "./experiment/result.ts";
export type { Progress, RunOptions } from "./experiment/runOptions.ts";
export { runScenario } from "./experiment/runScenario.ts";
export { jsonReport } from "./report/jsonReport.ts";
export { junitReport } from "./report/junitReport.ts";
export { resultSchema } from "./report/resultSchema.ts";
export { type TerminalReportOptions, terminalReport } from "./report/terminalReport.ts";
export type { StrategyName } from "./routing/strategy.ts";
export { formatMistake } from "./scenario/formatMistake.ts";
export type { Mistake } from "./scenario/mistake.ts";
export { parseScenario, type ScenarioReading, type ScenarioSource } from "./scenario/parseScenario.ts";
export type { Scenario } from "./scenario/scenario.ts";
