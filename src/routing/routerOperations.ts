import { type FieldMistake, type Refusal, refusal } from "./refusal.ts";
import type { Router, RouterSpec } from "./router.ts";
import { routerMistakes } from "./routerMistakes.ts";
import type { RouterStore } from "./routerStore.ts";
import { defaultStrategy } from "./strategy.ts";

export type RouterAnswer = { readonly kind: "router"; readonly router: Router } | Refusal;

/** Tells whether a deployment exists, whoever keeps it. */
export type DeploymentExists = (name: string) => boolean;

export function createRouter(store: RouterStore, spec: RouterSpec, exists: DeploymentExists): RouterAnswer {
  const mistakes = [...routerMistakes(spec), ...missing(spec.deployments, exists)];
  if (mistakes.length > 0) return refusal("INVALID_ARGUMENT", mistakes);
  if (store.get(spec.id) !== undefined) {
    return refusal("ALREADY_EXISTS", [{ field: "id", message: `router "${spec.id}" exists already` }]);
  }
  return keep(store, {
    id: spec.id,
    displayName: spec.displayName ?? "",
    model: spec.model ?? "",
    deployments: [...spec.deployments],
    strategy: spec.strategy ?? defaultStrategy,
    public: spec.public ?? false,
    sessionAffinity: spec.sessionAffinity ?? false,
    ...(spec.loadRefreshMs === undefined ? {} : { loadRefreshMs: spec.loadRefreshMs }),
  });
}

export function getRouter(store: RouterStore, id: string): RouterAnswer {
  const router = store.get(id);
  return router === undefined ? notFound(id) : { kind: "router", router };
}

/** A partial update: only the fields given change. */
export function updateRouter(
  store: RouterStore,
  id: string,
  change: Partial<Omit<RouterSpec, "id">>,
  exists: DeploymentExists,
): RouterAnswer {
  const old = store.get(id);
  if (old === undefined) return notFound(id);
  const router: Router = { ...old, ...change };
  const mistakes = [...routerMistakes(router), ...missing(change.deployments ?? [], exists)];
  return mistakes.length > 0 ? refusal("INVALID_ARGUMENT", mistakes) : keep(store, router);
}

export function deleteRouter(store: RouterStore, id: string): { readonly kind: "deleted" } | Refusal {
  return store.delete(id) ? { kind: "deleted" } : notFound(id);
}

export interface RouterPage {
  readonly kind: "routers";
  readonly routers: readonly Router[];
  /** Absent on the last page. */
  readonly nextPageToken?: string;
  readonly totalSize: number;
}

const defaultPageSize = 50;
const largestPageSize = 200;

/** Routers in ascending order of id. A page size above 200 is taken as 200; the token is the last id of the page before. */
export function listRouters(
  store: RouterStore,
  query: { readonly pageSize?: number; readonly pageToken?: string } = {},
): RouterPage | Refusal {
  const asked = query.pageSize ?? defaultPageSize;
  if (!Number.isInteger(asked) || asked < 1) {
    return refusal("INVALID_ARGUMENT", [{ field: "pageSize", message: `expected an integer >= 1, got ${asked}` }]);
  }
  const size = Math.min(asked, largestPageSize);
  const found = store.page(query.pageToken ?? "", size + 1);
  const routers = found.slice(0, size);
  const last = routers.at(-1);
  const more = found.length > size && last !== undefined;
  return { kind: "routers", routers, totalSize: store.count(), ...(more ? { nextPageToken: last.id } : {}) };
}

function keep(store: RouterStore, router: Router): RouterAnswer {
  store.put(router);
  return { kind: "router", router };
}

function notFound(id: string): Refusal {
  return refusal("NOT_FOUND", [{ field: "id", message: `there is no router "${id}"` }]);
}

function missing(deployments: readonly string[], exists: DeploymentExists): readonly FieldMistake[] {
  return deployments.flatMap((name, at) =>
    exists(name) ? [] : [{ field: `deployments[${at}]`, message: `there is no deployment "${name}"` }],
  );
}
