export { type Expectation, type OrderPromise, sharesOf } from "./check/expectation.ts";
export { type CheckFacts, judge as judgeCheck } from "./check/judge.ts";
export { PickTally } from "./check/pickTally.ts";
export { type CheckPlan, planCheck } from "./check/planCheck.ts";
export type {
  CheckClaim,
  CheckedPhase,
  CheckReport,
  DeploymentShare,
  NamedCount,
  SequenceFacts,
  SourceKind,
} from "./check/report.ts";
export { type Decision, SequentialJudge } from "./check/sequentialJudge.ts";
export type {
  ChangeResult,
  CheckResult,
  DeploymentResult,
  Evidence,
  JudgedClaim,
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
export { checkJsonReport } from "./report/checkJsonReport.ts";
export { checkJunitReport } from "./report/checkJunitReport.ts";
export { checkTerminalReport } from "./report/checkTerminalReport.ts";
export { githubAnnotations } from "./report/githubAnnotations.ts";
export { githubSummary } from "./report/githubSummary.ts";
export { jsonReport } from "./report/jsonReport.ts";
export { junitReport } from "./report/junitReport.ts";
export { resultSchema } from "./report/resultSchema.ts";
export { type TerminalReportOptions, terminalReport } from "./report/terminalReport.ts";
export type {
  CheckedRequest,
  CheckedSelector,
  SelectorDeployment,
  SelectorModule,
  SelectorSetting,
} from "./routing/selectorModule.ts";
export type { StrategyName } from "./routing/strategy.ts";
export { formatMistake } from "./scenario/formatMistake.ts";
export type { Mistake } from "./scenario/mistake.ts";
export { parseScenario, type ScenarioReading, type ScenarioSource } from "./scenario/parseScenario.ts";
export type { Scenario } from "./scenario/scenario.ts";
export type { SplitPhase, SplitSchedule } from "./scenario/schedule/splitSchedule.ts";
