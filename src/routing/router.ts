import type { Strategy } from "./strategy.ts";

/** The Router resource as a value. */
export interface Router {
  readonly id: string;
  /** Fewer than 64 characters. */
  readonly displayName: string;
  /** Base model the router stands for; empty when not stated. */
  readonly model: string;
  /** At least one, no doubles; the order is the order of the routing table. */
  readonly deployments: readonly string[];
  readonly strategy: Strategy;
  /** Any account may call a public router; otherwise only its own. */
  readonly public: boolean;
  /** Requests with the same session key go to the same deployment while it stays in the router. */
  readonly sessionAffinity: boolean;
  /** The router sees the requests in flight as they were at the last multiple of this; as they are when absent. > 0. */
  readonly loadRefreshMs?: number;
}

/** What a caller gives to create a router; the rest has defaults. */
export interface RouterSpec {
  readonly id: string;
  readonly deployments: readonly string[];
  readonly displayName?: string;
  readonly model?: string;
  readonly strategy?: Strategy;
  readonly public?: boolean;
  readonly sessionAffinity?: boolean;
  readonly loadRefreshMs?: number;
}
