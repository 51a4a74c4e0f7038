import type { Router } from "./router.ts";

/** Where router resources are kept. */
export interface RouterStore {
  get(id: string): Router | undefined;
  /** Keeps the router under its id, in place of an older one. */
  put(router: Router): void;
  /** True when there was one to delete. */
  delete(id: string): boolean;
  /** Up to `limit` routers with ids after `afterId`, in ascending order of id (by UTF-16 code units). */
  page(afterId: string, limit: number): readonly Router[];
  count(): number;
}
