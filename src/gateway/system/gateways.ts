import type { MetricObjectWithValues, MetricValue } from "prom-client";
import type { RequestCount } from "../door/doorMetrics.ts";
import type { Handout } from "./handout.ts";

/** All gateways of a system, wherever they run. */
export interface Gateways {
  /** Where they listen. */
  readonly port: number;
  /** Hands a plan to every one; each takes it soon, and the newest of those that came meanwhile. */
  hand(handout: Handout): void;
  /** Those that route, or begin to. */
  all(): readonly GatewayState[];
  /** Called when one has taken a plan, has come or has gone. */
  onChange(changed: () => void): void;
  /** Totals since the start, those of gateways that are gone included. */
  traffic(): GatewayTraffic;
  /** What every gateway measures, and what those that are gone did; in the form in which prom-client aggregates. */
  metrics(): Promise<readonly GatewayMetrics[]>;
  /** Gateways that ended before their time and were replaced. */
  readonly restarts: number;
  /** Answers in flight end within the grace (milliseconds, >= 0), new requests are refused; then all are gone. */
  drain(graceMs: number): Promise<void>;
  /** All are gone at once. */
  close(): Promise<void>;
}

export interface GatewayState {
  /** From 0, in the order in which they came. */
  readonly ordinal: number;
  /** It takes requests. */
  readonly routing: boolean;
  /** Of the plan that it routes by; 0 while it has none. */
  readonly revision: number;
  readonly storeVersion: number;
  /** Since when it owes the acknowledgement of a plan, milliseconds of the machine's clock; absent: it owes none. */
  readonly owesSinceMs?: number | undefined;
}

export interface GatewayTraffic {
  readonly requests: readonly RequestCount[];
  readonly inFlight: number;
}

export type GatewayMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];
