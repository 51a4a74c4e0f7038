import type { Typed } from "../argumentReader.ts";

/** The arguments of `check` as they were typed. */
export interface CheckArguments {
  readonly replicas?: Typed;
  readonly weights?: Typed;
  readonly strategy?: Typed;
  readonly module?: Typed;
  readonly counts?: Typed;
  readonly log?: Typed;
  readonly target?: Typed;
  readonly expect?: Typed;
  readonly margin?: Typed;
  readonly flake?: Typed;
  readonly miss?: Typed;
  readonly independent?: boolean | undefined;
  readonly smooth?: boolean | undefined;
  readonly anyOrder?: boolean | undefined;
  readonly within?: Typed;
  readonly requests?: Typed;
  readonly maxRequests?: Typed;
  readonly instances?: Typed;
  readonly seed?: Typed;
  readonly workers?: Typed;
  readonly field?: Typed;
  readonly column?: Typed;
  readonly pattern?: Typed;
  readonly timeField?: Typed;
  readonly start?: Typed;
  readonly window?: Typed;
  readonly settle?: Typed;
  readonly byHeader?: Typed;
  readonly method?: Typed;
  readonly body?: Typed;
  readonly header?: readonly string[] | undefined;
  readonly rate?: Typed;
  readonly concurrency?: Typed;
  readonly newConnections?: boolean | undefined;
  readonly timeout?: Typed;
  readonly plan?: boolean | undefined;
  readonly output?: readonly string[] | undefined;
  readonly exitCodeOnFail?: Typed;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color?: boolean | undefined;
}
