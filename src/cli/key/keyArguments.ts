import type { Typed } from "../argumentReader.ts";

/** The arguments of `key` as they were typed. */
export interface KeyArguments {
  readonly name?: Typed;
  readonly store?: Typed;
  readonly accountId?: Typed;
  readonly output?: Typed;
}
