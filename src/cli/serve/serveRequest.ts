import type { GivenKey } from "../key/givenKey.ts";

/** How to serve, checked. */
export interface ServeRequest {
  /** Absent: the start of the worked migration. */
  readonly scenarioPath: string | undefined;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Absent: nothing is kept. */
  readonly storePath: string | undefined;
  /** Processes that share the port. */
  readonly gateways: number;
  /** Absent: that of the scenario. */
  readonly seed: string | undefined;
  readonly keys: readonly GivenKey[];
  readonly sendBaseModel: boolean;
  /** How long answers in flight may take when the server is told to stop. */
  readonly graceMs: number;
  /** Events as JSON lines on stdout instead of text. */
  readonly json: boolean;
  /** No line of traffic. */
  readonly quiet: boolean;
  readonly color: boolean | undefined;
}
