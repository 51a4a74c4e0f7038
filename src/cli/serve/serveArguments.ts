import type { Typed } from "../argumentReader.ts";

/** The arguments of `serve` as they were typed. */
export interface ServeArguments {
  readonly scenario?: Typed;
  readonly port?: Typed;
  readonly host?: Typed;
  readonly store?: Typed;
  readonly gateways?: Typed;
  readonly seed?: Typed;
  readonly apiKey?: Typed;
  readonly apiKeys?: Typed;
  readonly sendBaseModel?: boolean | undefined;
  readonly grace?: Typed;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color?: boolean | undefined;
}
