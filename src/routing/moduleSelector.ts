import { boundedInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import { unit53 } from "../engine/unitInterval.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import type { CheckedSelector, SelectorModule } from "./selectorModule.ts";

/** A module that has been loaded, and what it is called. */
export interface LoadedModule {
  readonly file: string;
  readonly createSelector: SelectorModule["createSelector"];
}

/**
 * A selector that somebody else wrote, behind our port. It picks deployments; which of the ready replicas serves is drawn
 * at random. It is made with the first pick, so that it can use chance from its beginning, and for a new routing table a
 * new one is made. A deployment that may get no traffic (no ready replica, or weight 0) cannot serve: that request is
 * unroutable.
 *
 * @throws Error from `pick` when the module throws or its answer is no deployment of the table; it names file and request
 */
export class ModuleSelector implements Selector {
  private readonly module: LoadedModule;
  private readonly table: RoutingTable;
  private readonly units: readonly number[];
  private selector: CheckedSelector | undefined;
  private asked: number;
  private chance: RandomSource | undefined;
  private load: LoadView | undefined;

  /** @param before selector of the same router for an older table: requests are counted on */
  constructor(module: LoadedModule, table: RoutingTable, before: Selector | undefined) {
    this.module = module;
    this.table = table;
    this.units = table.units;
    this.asked = before instanceof ModuleSelector ? before.asked : 0;
  }

  pick(random: RandomSource, load: LoadView): number {
    if (this.table.totalUnits === 0) return -1;
    this.chance = random;
    this.load = load;
    const index = this.asked++;
    const deployment = this.deploymentOf(this.ask(index), index);
    if ((this.units[deployment] ?? 0) === 0) return -1;
    return (this.table.firstSlot[deployment] ?? 0) + boundedInteger(random, this.table.ready[deployment] ?? 1);
  }

  private ask(index: number): unknown {
    try {
      this.selector ??= this.create();
      return this.selector.pick({
        index,
        timeMs: this.load?.nowMs() ?? 0,
        inFlight: (deployment) => this.inFlight(deployment),
      });
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new Error(`${this.place(index)}: the module threw ${reason}`, { cause: error });
    }
  }

  private create(): CheckedSelector {
    const { deployments, ready, unitsPerReplica } = this.table;
    const made: unknown = this.module.createSelector({
      deployments: deployments.map((name, j) => ({
        name,
        weight: unitsPerReplica[j] ?? 0,
        replicas: ready[j] ?? 0,
      })),
      random: () => (this.chance === undefined ? 0 : unit53(this.chance)),
      instance: 0,
      instances: 1,
    });
    if (!isSelector(made)) throw new TypeError("createSelector() made nothing with a pick()");
    return made;
  }

  private deploymentOf(answer: unknown, index: number): number {
    const { deployments } = this.table;
    const at = typeof answer === "string" ? deployments.indexOf(answer) : answer;
    if (typeof at === "number" && Number.isInteger(at) && at >= 0 && at < deployments.length) return at;
    const given = typeof answer === "string" ? JSON.stringify(answer.slice(0, longestTold)) : told(answer);
    const expected = `0 to ${deployments.length - 1}, or one of ${deployments.join(", ")}`;
    throw new Error(`${this.place(index)}: expected pick() to return ${expected}, got ${given}`);
  }

  private inFlight(deployment: unknown): number {
    const known = typeof deployment === "number" && deployment >= 0 && deployment < this.units.length;
    return known ? (this.load?.inFlight(deployment) ?? 0) : 0;
  }

  private place(index: number): string {
    return `${this.module.file}: request ${index + 1}`;
  }
}

const longestTold = 100;

function told(answer: unknown): string {
  return typeof answer === "number" || answer === undefined || answer === null ? String(answer) : typeof answer;
}

function isSelector(made: unknown): made is CheckedSelector {
  return typeof made === "object" && made !== null && "pick" in made && typeof made.pick === "function";
}
