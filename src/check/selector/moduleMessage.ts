import type { MessagePort } from "node:worker_threads";
import type { Expectation } from "../expectation.ts";
import type { PickState } from "../pickTally.ts";
import type { SelectorDeployment } from "../selectorModule.ts";
import type { SelectorTask } from "./selectorTasks.ts";

/** What one selector of a module is to do. Plain data. */
export interface ModuleTask extends SelectorTask {
  /** File URL of the module. */
  readonly url: string;
  /** Its name, for sentences. */
  readonly file: string;
  readonly instances: number;
  readonly deployments: readonly SelectorDeployment[];
  readonly expectation: Expectation;
  readonly seed: string;
}

/** What the thread of a module is given when it starts. */
export interface ModuleThreadSetup {
  readonly task: ModuleTask;
  /** Takes `ModuleMessage`s. A port of our own: what the module sends to its parent is nobody's business. */
  readonly port: MessagePort;
  /** One number that both sides see: picks made so far. It outlives a thread that ends without a word. */
  readonly picksMade: Float64Array;
}

export type ModuleMessage =
  | { readonly kind: "wrote"; readonly stream: OutputStream; readonly line: string }
  /** The selector is made; what goes wrong from here on goes wrong with a request. */
  | { readonly kind: "begun" }
  | { readonly kind: "end"; readonly end: ModuleEnd };

export type OutputStream = "stdout" | "stderr";

export type ModuleEnd =
  | { readonly kind: "played"; readonly state: PickState }
  /** The selector failed to answer a request; the picks before it are in the state, where that could be saved. */
  | { readonly kind: "broken"; readonly sentence: string; readonly state?: PickState }
  /** There is no selector. */
  | { readonly kind: "mistake"; readonly sentence: string };
