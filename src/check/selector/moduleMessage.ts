import type { MessagePort } from "node:worker_threads";
import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import type { ForeignValue } from "./foreignValue.ts";
import type { SelectorTask } from "./selectorTasks.ts";

/** What the thread of a module is given when it starts. Plain data but for the port. */
export interface ModuleThreadSetup {
  /** File URL of the module. */
  readonly url: string;
  readonly deployments: readonly SelectorDeployment[];
  /** Selectors of the whole check. */
  readonly instances: number;
  readonly seed: string;
  /** The selectors of this thread, which are made and used one after the other. */
  readonly tasks: readonly SelectorTask[];
  /** Takes `ModuleMessage`s. A port of our own: what the module sends to its parent is nobody's business. */
  readonly port: MessagePort;
  /**
   * Where the picks go (`PickWriter`): the index of a deployment, or from their number on that of a name nobody promised.
   * They outlive a thread that ends without a word.
   */
  readonly picks: SharedArrayBuffer;
}

/** About the selector that the thread is at. */
export type ModuleMessage =
  | { readonly kind: "wrote"; readonly stream: OutputStream; readonly chunk: string | Uint8Array }
  /** The selector is made; what goes wrong from here on goes wrong with a request. */
  | { readonly kind: "begun"; readonly changed: readonly string[] }
  /** There are picks to be taken. */
  | { readonly kind: "picked" }
  /** A name that nobody promised, told before the first pick that has its code. */
  | { readonly kind: "stranger"; readonly code: number; readonly name: string }
  /** After `played` the next selector begins; after anything else nothing is done. */
  | { readonly kind: "end"; readonly end: ThreadEnd; readonly changed: readonly string[] };

export type OutputStream = "stdout" | "stderr";

export type ThreadEnd =
  | { readonly kind: "played" }
  /** There is no selector. */
  | NoSelector
  /** pick() failed to answer. */
  | { readonly kind: "threw"; readonly thrown: ForeignValue }
  | { readonly kind: "returned"; readonly value: ForeignValue }
  /** It failed where nobody had asked it for anything: in a callback of its own, or in a promise that nobody handles. */
  | { readonly kind: "loose"; readonly rejected: boolean; readonly thrown: ForeignValue };

export type NoSelector =
  | { readonly kind: "not-loaded"; readonly thrown: ForeignValue }
  /** `value`: what it exports under that name, if it does. */
  | { readonly kind: "no-export"; readonly exports: readonly string[]; readonly value: ForeignValue | undefined }
  | { readonly kind: "not-made"; readonly thrown: ForeignValue }
  | { readonly kind: "no-pick"; readonly value: ForeignValue };
