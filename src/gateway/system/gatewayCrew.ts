import cluster from "node:cluster";
import { fileURLToPath } from "node:url";
import type { Clock } from "../../engine/clock.ts";
import { longestTimerMs } from "../../engine/longestTimerMs.ts";
import type { After } from "../mock/after.ts";
import type { GatewaySettings } from "./gateway.ts";
import { GatewaySeat } from "./gatewaySeat.ts";
import type { GatewayMetrics, GatewayState, Gateways, GatewayTraffic } from "./gateways.ts";
import type { Handout } from "./handout.ts";
import { sumMetrics } from "./sumMetrics.ts";
import { sumTraffic } from "./sumTraffic.ts";

export interface CrewParts {
  /** Gateway processes, integer >= 1. */
  readonly size: number;
  readonly host: string;
  /** A port that is free; not 0. */
  readonly port: number;
  /** Socket at which this process answers what is not for the data plane. */
  readonly pipe: string;
  readonly settings: Omit<GatewaySettings, "ordinal">;
  readonly clock: Clock;
  readonly after: After;
  readonly newest: () => Required<Handout>;
  /** Told of processes that ended before their time. */
  readonly onFault: (error: unknown) => void;
}

/** How long a gateway may take to tell what it measures, milliseconds. */
const measureMs = 1000;
/** What a gateway has, beyond the grace of its answers, to end by itself; milliseconds. */
const endMs = 5000;
/** Between the end of a process that did not live long and its replacement, milliseconds. */
const firstPauseMs = 100;
const longestPauseMs = 5000;
/** A process that lived for that long was well, milliseconds. */
const wellMs = 10_000;

const program = fileURLToPath(new URL("./gatewayProcess.js", import.meta.url));

/**
 * Gateways in processes of their own, which share a listening socket: the kernel gives a connection to one that is idle.
 * One that dies takes its own connections with it and is replaced.
 */
export class GatewayCrew implements Gateways {
  restarts = 0;
  readonly port: number;
  private readonly parts: CrewParts;
  private readonly seats = new Set<GatewaySeat>();
  private readonly pauses = new Set<() => void>();
  private readonly listeners: (() => void)[] = [];
  private ordinals = 0;
  private shortLives = 0;
  private ending = false;
  private draining = false;
  private begun = false;
  private unheard = 0;
  private onBegun: (error?: Error) => void = () => {};
  private onNone: () => void = () => {};
  private goneTraffic: GatewayTraffic["requests"] = [];
  private goneMetrics: GatewayMetrics = [];

  constructor(parts: CrewParts) {
    this.parts = parts;
    this.port = parts.port;
  }

  /** Resolves when all listen. Throws the error of the first that cannot; then none is left. */
  async begin(): Promise<void> {
    const { size } = this.parts;
    this.unheard = size;
    const begun = new Promise<void>((resolve, reject) => {
      this.onBegun = (error) => (error === undefined ? resolve() : reject(error));
    });
    for (let i = 0; i < size; i++) this.seat();
    try {
      await begun;
    } catch (error) {
      await this.close();
      throw error;
    }
    this.begun = true;
  }

  hand(handout: Handout): void {
    for (const seat of this.seats) seat.hand(handout);
  }

  all(): readonly GatewayState[] {
    return [...this.seats].map(({ state }) => state);
  }

  onChange(changed: () => void): void {
    this.listeners.push(changed);
  }

  traffic(): GatewayTraffic {
    const seats = [...this.seats];
    return {
      requests: sumTraffic([this.goneTraffic, ...seats.map(({ traffic }) => traffic.requests)]),
      inFlight: seats.reduce((sum, { traffic }) => sum + traffic.inFlight, 0),
    };
  }

  async metrics(): Promise<readonly GatewayMetrics[]> {
    await Promise.all([...this.seats].map((seat) => seat.measure(measureMs)));
    return [this.goneMetrics, ...[...this.seats].map(({ metrics }) => metrics)];
  }

  async drain(graceMs: number): Promise<void> {
    this.end();
    this.draining = true;
    for (const seat of this.seats) seat.drain(graceMs);
    const cut = this.parts.after(Math.max(1, Math.ceil(Math.min(graceMs + endMs, longestTimerMs))), () => this.kill());
    await this.none();
    cut();
  }

  async close(): Promise<void> {
    this.end();
    this.kill();
    await this.none();
  }

  private seat(): void {
    const { settings, clock, pipe, host, port, newest } = this.parts;
    // The kernel hands out connections, so that they are taken in while the main process is busy.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({ exec: program, args: [], execArgv: [] });
    const worker = cluster.fork();
    const bornMs = clock.nowMs();
    const seat: GatewaySeat = new GatewaySeat(worker, {
      newest,
      clock,
      pipe,
      host,
      port,
      settings: { ...settings, ordinal: this.ordinals++ },
      changed: () => this.tell(),
      listening: () => this.heard(),
      drained: () => this.endIfDrained(),
      cannotListen: (code, message) => this.refused(seat, code, message),
    });
    this.seats.add(seat);
    worker.on("error", () => {});
    worker.once("exit", (code: number | null, signal: string | null) => {
      this.left(seat, clock.nowMs() - bornMs, signal ?? `code ${code}`);
    });
  }

  private heard(): void {
    this.unheard--;
    if (this.unheard === 0) this.onBegun();
    this.tell();
  }

  private refused(seat: GatewaySeat, code: string, message: string): void {
    this.onBegun(Object.assign(new Error(message), { code }));
    if (this.begun) this.parts.onFault(new Error(`A gateway cannot listen on port ${this.port}: ${message}.`));
    seat.kill();
  }

  private left(seat: GatewaySeat, livedMs: number, how: string): void {
    this.seats.delete(seat);
    this.goneTraffic = sumTraffic([this.goneTraffic, seat.traffic.requests]);
    this.goneMetrics = sumMetrics(this.goneMetrics, seat.metrics);
    if (!this.ending) this.replace(seat, livedMs, how);
    this.tell();
    this.endIfDrained();
    if (this.seats.size === 0) this.onNone();
  }

  /** All go together: until the last answer has ended, new requests are told that there is no use in waiting. */
  private endIfDrained(): void {
    const seats = [...this.seats];
    if (this.draining && seats.every(({ drained }) => drained)) for (const seat of seats) seat.end();
  }

  private replace(seat: GatewaySeat, livedMs: number, how: string): void {
    const name = `Gateway ${seat.state.ordinal} (process ${seat.pid})`;
    if (!this.begun) {
      this.onBegun(new Error(`${name} ended before it took requests: ${how}.`));
      return;
    }
    this.restarts++;
    this.shortLives = livedMs < wellMs ? this.shortLives + 1 : 0;
    const pauseMs = this.shortLives === 0 ? 1 : Math.min(firstPauseMs * 2 ** (this.shortLives - 1), longestPauseMs);
    this.parts.onFault(new Error(`${name} ended before its time: ${how}. Another one takes its place.`));
    const endPause = this.parts.after(pauseMs, () => {
      this.pauses.delete(endPause);
      this.seat();
    });
    this.pauses.add(endPause);
  }

  private end(): void {
    this.ending = true;
    for (const endPause of this.pauses) endPause();
    this.pauses.clear();
  }

  private kill(): void {
    for (const seat of this.seats) seat.kill();
  }

  private async none(): Promise<void> {
    if (this.seats.size === 0) return;
    const { onNone } = this;
    await new Promise<void>((resolve) => {
      this.onNone = () => {
        onNone();
        resolve();
      };
    });
  }

  private tell(): void {
    for (const changed of this.listeners) changed();
  }
}
