import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import type { StrategyName } from "../../routing/strategy.ts";
import type { Expectation } from "../expectation.ts";
import type { PickTally } from "../pickTally.ts";
import type { SandboxLimits } from "./sandboxLimits.ts";

export interface SelectorJob {
  /** One of our own strategies, or the module at a file URL (`SelectorModule`). */
  readonly what:
    | { readonly kind: "strategy"; readonly strategy: StrategyName }
    | { readonly kind: "module"; readonly url: string };
  /** What there is to pick from: the deployments of the expectation, in its order; 65 535 at most. */
  readonly deployments: readonly SelectorDeployment[];
  /** Of its phases only the first is played: the promise to a selector does not change. */
  readonly expectation: Expectation;
  /** Picks to make, all selectors together; integer >= 1. */
  readonly requests: number;
  /** Selectors that make them in equal parts, the first ones one more; integer >= 1. */
  readonly instances: number;
  /** 1 to 32 hexadecimal digits. */
  readonly seed: string;
  /** Threads, integer >= 1. */
  readonly workers: number;
  /** Aborting it stops the threads; what every selector has picked by then is kept. */
  readonly signal?: AbortSignal;
  /** Picks made so far, from time to time. */
  readonly onProgress?: (progress: { readonly picks: number }) => void;
  /** What happens to threads and changes no result. */
  readonly onNote?: (sentence: string) => void;
  /** What a selector of a module may take, when not the usual. */
  readonly limits?: Partial<SandboxLimits>;
}

export type SelectorPlay =
  | {
      readonly kind: "played";
      readonly tally: PickTally;
      /** Aborted before all picks were made. */
      readonly partial: boolean;
      /** Things a reader must know, such as what the module wrote. Sentences. */
      readonly notes: readonly string[];
      /** Why the picks ended early, at a fault of the module: "request 17 of selector 2: pick() threw ...". */
      readonly broken?: string;
    }
  /** Of the person who asked: there is no such module, or it has no selector; nobody can be picked. */
  | { readonly kind: "mistake"; readonly sentence: string };
