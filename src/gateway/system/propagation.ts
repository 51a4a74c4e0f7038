import type { Clock } from "../../engine/clock.ts";
import type { Gateways } from "./gateways.ts";

/** A plan that not every gateway has taken yet. */
interface Sent {
  readonly revision: number;
  readonly sinceMs: number;
}

/** Measures the time from a change to the moment at which the last gateway routes by it. */
export class Propagation {
  /** Milliseconds; 0 before the first. */
  slowestMs = 0;
  private readonly gateways: Pick<Gateways, "all">;
  private readonly clock: Clock;
  private readonly onMeasured: (ms: number) => void;
  private sent: readonly Sent[] = [];

  constructor(gateways: Pick<Gateways, "all">, clock: Clock, onMeasured: (ms: number) => void) {
    this.gateways = gateways;
    this.clock = clock;
    this.onMeasured = onMeasured;
  }

  /** @param sinceMs when the change was made, by the clock */
  begin(revision: number, sinceMs: number): void {
    this.sent = [...this.sent, { revision, sinceMs }];
  }

  /** To be called whenever a gateway has taken a plan or is gone. */
  look(): void {
    const revisions = this.gateways.all().flatMap(({ routing, revision }) => (routing ? [revision] : []));
    if (revisions.length === 0) return;
    const oldest = Math.min(...revisions);
    const nowMs = this.clock.nowMs();
    for (const { revision, sinceMs } of this.sent) {
      if (revision > oldest) continue;
      this.slowestMs = Math.max(this.slowestMs, nowMs - sinceMs);
      this.onMeasured(nowMs - sinceMs);
    }
    this.sent = this.sent.filter(({ revision }) => revision > oldest);
  }
}
