import type { Worker } from "node:cluster";
import type { Clock } from "../../engine/clock.ts";
import type { GatewaySettings } from "./gateway.ts";
import { type FromGateway, isFromGateway, type ToGateway } from "./gatewayMessages.ts";
import type { GatewayMetrics, GatewayState, GatewayTraffic } from "./gateways.ts";
import type { Handout } from "./handout.ts";

export interface SeatPorts {
  readonly clock: Clock;
  readonly settings: GatewaySettings;
  readonly pipe: string;
  readonly host: string;
  readonly port: number;
  readonly newest: () => Required<Handout>;
  /** It has taken a plan, or takes requests now. */
  readonly changed: () => void;
  readonly listening: () => void;
  readonly drained: () => void;
  readonly cannotListen: (code: string, message: string) => void;
}

/**
 * One gateway process as the main process sees it. It is sent one plan at a time, and then the newest of those that were
 * made meanwhile; it may listen once it holds the newest. From that moment on it counts: no plan is taken by all that it
 * has not taken.
 */
export class GatewaySeat {
  traffic: GatewayTraffic = { requests: [], inFlight: 0 };
  /** No answer is in flight, and none will be. */
  drained = false;
  /** What it told last of what it measures. */
  metrics: GatewayMetrics = [];
  private readonly worker: Worker;
  private readonly ports: SeatPorts;
  private begun = false;
  private routing = false;
  private held: { readonly revision: number; readonly storeVersion: number } = { revision: 0, storeVersion: 0 };
  private owed: { readonly handout: Handout; readonly sinceMs: number } | undefined;
  private waiting: { readonly handout: Handout; readonly sinceMs: number } | undefined;
  private measured: Promise<void> | undefined;
  private onMeasured: () => void = () => {};

  constructor(worker: Worker, ports: SeatPorts) {
    this.worker = worker;
    this.ports = ports;
    worker.on("message", (message: unknown) => {
      if (isFromGateway(message)) this.hear(message);
    });
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  get state(): GatewayState {
    return {
      ordinal: this.ports.settings.ordinal,
      routing: this.routing,
      ...this.held,
      owesSinceMs: this.owed?.sinceMs,
    };
  }

  hand(handout: Handout): void {
    if (!this.begun) return;
    const sinceMs = this.waiting?.sinceMs ?? this.ports.clock.nowMs();
    // Keys that a plan in between would have brought must not be lost with it.
    const keys = handout.keys ?? this.waiting?.handout.keys;
    this.waiting = { handout: keys === undefined ? handout : { ...handout, keys }, sinceMs };
    this.handNext();
  }

  /** Resolves when `metrics` is fresh, or when it does not answer in time. */
  async measure(mostMs: number): Promise<void> {
    if (this.measured === undefined) {
      this.measured = new Promise((resolve) => {
        this.onMeasured = resolve;
      });
      this.tell({ kind: "measure" });
    }
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([this.measured, tooLong]);
    clearTimeout(timer);
  }

  drain(graceMs: number): void {
    this.tell({ kind: "drain", graceMs });
  }

  end(): void {
    this.tell({ kind: "end" });
  }

  kill(): void {
    this.worker.process.kill("SIGKILL");
  }

  private hear(message: FromGateway): void {
    switch (message.kind) {
      case "here":
        this.begin();
        return;
      case "holds":
        this.acknowledged(message.revision);
        return;
      case "listening":
        this.ports.listening();
        return;
      case "cannot-listen":
        this.ports.cannotListen(message.code, message.message);
        return;
      case "traffic":
        this.traffic = message.traffic;
        return;
      case "drained":
        this.drained = true;
        this.ports.drained();
        return;
      case "measured":
        this.metrics = message.metrics;
        this.measured = undefined;
        this.onMeasured();
        return;
    }
  }

  private begin(): void {
    const { settings, pipe, clock, newest } = this.ports;
    const handout = newest();
    this.begun = true;
    this.owed = { handout, sinceMs: clock.nowMs() };
    this.tell({ kind: "begin", settings, handout, pipe });
  }

  private acknowledged(revision: number): void {
    const plan = this.owed?.handout.plan;
    if (plan === undefined || plan.revision !== revision) return;
    this.held = { revision, storeVersion: plan.storeVersion };
    this.owed = undefined;
    this.handNext();
    if (!this.routing && this.owed === undefined) {
      this.routing = true;
      const { host, port } = this.ports;
      this.tell({ kind: "listen", host, port });
    }
    this.ports.changed();
  }

  private handNext(): void {
    if (this.owed !== undefined || this.waiting === undefined) return;
    this.owed = this.waiting;
    this.waiting = undefined;
    this.tell({ kind: "hand", handout: this.owed.handout });
  }

  /** What cannot be sent has nobody to go to: the process has ended, of which the main process hears by itself. */
  private tell(message: ToGateway): void {
    this.worker.send(message, () => {});
  }
}
