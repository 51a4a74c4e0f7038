import { ConditionalProcess } from "./conditionalProcess.ts";
import type { EProcess } from "./eProcess.ts";
import { logMean } from "./logMean.ts";

/** Contexts of one order that are remembered. */
const contextsAtMost = 10_000;

/**
 * The e-process against "independent draws with these probabilities" that sees patterns which every test of the split
 * praises: smooth weighted round-robin, bursts, stickiness. For m = 0, 1, 2, ... the context is the last m picks; E is
 * the mean over the orders. The first m picks carry no bet of order m.
 *
 * At alpha = 1e-6 it rejects smooth round-robin of weights 3:2 at the 43rd pick and of 4:1 at the 53rd. Orders with more
 * than 10 000 contexts are left out.
 */
export class ContextProcess implements EProcess {
  private readonly categories: number;
  private readonly orders: readonly {
    readonly order: number;
    readonly contexts: number;
    readonly bet: ConditionalProcess;
  }[];
  /** The last picks as digits in base `categories`, the latest last; as many as the longest order. */
  private history = 0;
  private readonly histories: number;
  private n = 0;

  constructor(probabilities: readonly number[], orders: readonly number[] = [0, 1, 2, 3, 4], kappa = 2) {
    const categories = probabilities.length;
    this.categories = categories;
    this.orders = orders
      .map((order) => ({ order, contexts: categories ** order }))
      .filter(({ contexts }) => contexts <= contextsAtMost)
      .map(({ order, contexts }) => ({ order, contexts, bet: new ConditionalProcess(probabilities, contexts, kappa) }));
    this.histories = Math.max(1, ...this.orders.map(({ contexts }) => contexts));
  }

  update(category: number): void {
    for (const { order, contexts, bet } of this.orders) {
      if (this.n < order) continue;
      bet.given(this.history % contexts);
      bet.update(category);
    }
    this.history = (this.history * this.categories + category) % this.histories;
    this.n++;
  }

  get logE(): number {
    return logMean(this.orders.map(({ bet }) => bet.logE));
  }

  /** ln E of each order that is kept, in the order given. */
  get logEByOrder(): readonly number[] {
    return this.orders.map(({ bet }) => bet.logE);
  }
}
