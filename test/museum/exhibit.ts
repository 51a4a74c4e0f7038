import type { Expectation, OrderPromise } from "../../src/check/expectation.ts";
import { defaultFlake, defaultMiss } from "../../src/check/expectation.ts";
import type { CheckClaim } from "../../src/check/report.ts";
import { type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { SelectorDeployment, SelectorModule } from "../../src/routing/selectorModule.ts";

/** A selector that is broken the way a real one was, and what it had promised. */
export interface Exhibit extends SelectorModule {
  /** The bug in a few words. */
  readonly name: string;
  /** Where it was seen. One sentence. */
  readonly story: string;
  readonly deployments: readonly SelectorDeployment[];
  readonly order: OrderPromise;
  /** Selectors that share the requests. */
  readonly instances: number;
  /** Requests, of all selectors together, within which a check at the default error rates must have failed it. */
  readonly caughtWithin: number;
  /** The claim that must fail. */
  readonly caughtBy: CheckClaim["kind"];
}

/** The table that the selector says it routes by. */
export function tableOf({ deployments }: Pick<Exhibit, "deployments">): RoutingTable {
  return routingTable(
    1,
    deployments.map(({ name, weight, replicas }) => ({ deployment: name, weight, ready: replicas })),
  );
}

/** The promise as a check takes it, at the default error rates and without a margin. */
export function expectationOf(exhibit: Pick<Exhibit, "deployments" | "order">): Expectation {
  const { deployments, units } = tableOf(exhibit);
  const always = { name: "always", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units };
  return {
    deployments,
    phases: [always],
    order: exhibit.order,
    strayLimit: Math.max(1, deployments.length - 1),
    flake: defaultFlake,
    miss: defaultMiss,
  };
}
