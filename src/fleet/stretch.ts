/**
 * Steps of a batch that follow each other without a look at the queue. Each takes `growthMs` longer than the one before,
 * for the KV tokens that it added, so that the first k of them take
 *
 *     T(k) = k·a + c·k·(k − 1)/2        a: first step, ms; c: growth, ms; 0 <= c <= a
 *
 * and none of them needs an event of its own. Example: a = 10, c = 2: boundaries 10, 22, 36 ms after the start; cut at
 * 11 ms it ends at 22.
 */
export class Stretch {
  /** The boundary that ends it; Infinity when the replica is asleep. */
  dueMs: number = Number.POSITIVE_INFINITY;
  /** Steps until then; 0 when it is finished. */
  steps = 0;
  private startMs = 0;
  private firstMs = 0;
  private growthMs = 0;

  /** A boundary of its own at `nowMs`, with no step before it. */
  wake(nowMs: number): void {
    this.steps = 0;
    this.dueMs = nowMs;
  }

  /** Goes on from the boundary where it ended. @param steps >= 1 */
  begin(steps: number, firstMs: number, growthMs: number): void {
    this.startMs = this.dueMs;
    this.steps = steps;
    this.firstMs = firstMs;
    this.growthMs = growthMs;
    this.dueMs = this.boundaryMs(steps);
  }

  /** Ends it at its first boundary at or after `nowMs`, but not before one step. Returns whether that is earlier than it was. */
  cut(nowMs: number): boolean {
    if (this.steps <= 1 || this.dueMs <= nowMs) return false;
    const steps = this.stepsUntil(nowMs);
    if (steps >= this.steps) return false;
    this.steps = steps;
    this.dueMs = this.boundaryMs(steps);
    return true;
  }

  /** Returns the steps it took. `dueMs` stays. */
  finish(): number {
    const steps = this.steps;
    this.steps = 0;
    return steps;
  }

  /** Boundaries at or before `nowMs`, of those that it has. */
  stepsBy(nowMs: number): number {
    if (this.dueMs <= nowMs) return this.steps;
    const steps = this.stepsUntil(nowMs);
    return this.boundaryMs(steps) <= nowMs ? steps : steps - 1;
  }

  /** The first boundary after `nowMs`; now when its last one has come, Infinity when the replica is asleep. */
  nextBoundaryMs(nowMs: number): number {
    if (this.dueMs === Number.POSITIVE_INFINITY || this.dueMs <= nowMs) return Math.max(this.dueMs, nowMs);
    return this.boundaryMs(this.stepsBy(nowMs) + 1);
  }

  sleep(): void {
    this.steps = 0;
    this.dueMs = Number.POSITIVE_INFINITY;
  }

  private boundaryMs(steps: number): number {
    return this.startMs + (steps * this.firstMs + this.growthMs * ((steps * (steps - 1)) / 2));
  }

  /**
   * The smallest k >= 1 whose boundary is not before `nowMs`: the root of c·k²/2 + (a − c/2)·k = x, written so that it
   * neither cancels nor divides by c = 0, then moved by the boundaries themselves, as rounding may be off by one.
   */
  private stepsUntil(nowMs: number): number {
    const elapsedMs = nowMs - this.startMs;
    const slope = this.firstMs - this.growthMs / 2;
    const root = (2 * elapsedMs) / (slope + Math.sqrt(slope * slope + 2 * this.growthMs * elapsedMs));
    let steps = Math.max(1, Math.ceil(root));
    while (steps > 1 && this.boundaryMs(steps - 1) >= nowMs) steps--;
    while (this.boundaryMs(steps) < nowMs) steps++;
    return steps;
  }
}
