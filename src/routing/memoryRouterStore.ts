import type { Router } from "./router.ts";
import type { RouterStore } from "./routerStore.ts";

/** A router store that lives and dies with the process. */
export function memoryRouterStore(): RouterStore {
  const routers = new Map<string, Router>();
  return {
    get: (id) => routers.get(id),
    put: (router) => {
      routers.set(router.id, router);
    },
    delete: (id) => routers.delete(id),
    page: (afterId, limit) =>
      [...routers.values()]
        .filter(({ id }) => id > afterId)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    count: () => routers.size,
  };
}
