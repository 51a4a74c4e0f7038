import type { Agenda } from "./agenda.ts";
import type { BatchingReplicaSpec } from "./deploymentSpec.ts";
import { FinishHeap } from "./finishHeap.ts";
import { RequestQueue } from "./requestQueue.ts";
import type { ServerObserver } from "./server.ts";
import type { ServerPorts } from "./serverPorts.ts";
import { Stretch } from "./stretch.ts";
import type { Work } from "./work.ts";

const none = -1;

/** Where on its replica a request is. */
const waiting = 0;
const prefilling = 1;
const finishing = 2;
const decoding = 3;

/** The replica that holds a request, from its `Work.place`; negative when none does. */
export function replicaAt(place: number): number {
  return place >> 2;
}

/**
 * One replica that batches continuously. At each step boundary requests come in from the head of the queue while they
 * fit; the step then spends its token budget on the prompts, in order of admission, and gives every decoding sequence
 * one token. A prompt that is through at the end of a step has its first token there.
 *
 * A boundary that can change nothing is skipped: a stretch of steps ends when a sequence has its last token, or at the
 * boundary after something happened that the batch must take notice of. Only the end of the stretch is an appointment.
 * Times written are the agenda's; the boundaries are kept where they were planned, so that an agenda which calls late,
 * as real timers do, does not make the replica slower.
 */
export class BatchReplica {
  private readonly spec: BatchingReplicaSpec;
  private readonly work: Work;
  private readonly agenda: Agenda;
  private readonly code: number;
  private readonly number: number;
  private readonly observer: ServerObserver;

  private readonly waiting: RequestQueue;
  /** Admitted, the prompt not through; only the first of them may be through in part. */
  private readonly prefilling: RequestQueue;
  /** The prompt is through at the end of the step in progress. */
  private readonly finishing: RequestQueue;
  private readonly decoding: FinishHeap = new FinishHeap();
  private readonly stretch: Stretch = new Stretch();

  private factor: number;
  private draining = false;
  private retired = false;
  /** Steps done before the stretch in progress. */
  private step = 0;
  /** Prompt tokens of the first prefilling request that are in. */
  private prefilledTokens = 0;
  /** KV tokens that the running requests may come to need. */
  private reservedTokens = 0;
  /** KV tokens present at the start of the stretch, with the prompt tokens that its step puts there. */
  private residentTokens = 0;

  constructor(number: number, spec: BatchingReplicaSpec, factor: number, ports: ServerPorts) {
    this.number = number;
    this.spec = spec;
    this.factor = factor;
    this.work = ports.work;
    this.agenda = ports.agenda;
    this.code = ports.code;
    this.observer = ports.observer;
    this.waiting = new RequestQueue(ports.work);
    this.prefilling = new RequestQueue(ports.work);
    this.finishing = new RequestQueue(ports.work);
  }

  get inFlight(): number {
    return this.waiting.length + this.running;
  }

  get open(): boolean {
    return !this.draining && !this.retired;
  }

  /** Drained, or removed. */
  get gone(): boolean {
    return this.retired;
  }

  submit(request: number): boolean {
    if (this.tokensOf(request) > this.spec.kvTokens) return false;
    if (!this.idle && this.waiting.length >= this.spec.queue) return false;
    this.waiting.push(request);
    this.put(request, waiting);
    if (this.idle) {
      this.stretch.wake(this.agenda.nowMs);
      this.turn();
      this.appoint();
    } else this.lookUp(request);
    return true;
  }

  cancel(request: number): void {
    const where = (this.work.place[request] ?? none) & 3;
    this.work.place[request] = none;
    if (where === waiting) {
      this.waiting.unlink(request);
      this.lookUp(this.waiting.peek());
      return;
    }
    this.reservedTokens -= this.tokensOf(request);
    if (where === prefilling) this.cancelPrefilling(request);
    else if (where === finishing) this.cancelFinishing(request);
    else this.cancelDecoding(request);
    this.cut();
  }

  drain(): void {
    this.draining = true;
    if (this.idle) this.retire();
  }

  /** Everything it holds is evicted: the running ones first, then the queue in its order. */
  evictAll(): void {
    this.draining = false;
    this.retired = true;
    this.stretch.sleep();
    for (let request = this.decoding.pop(); request !== none; request = this.decoding.pop()) this.evict(request);
    this.evictQueue(this.finishing);
    this.evictQueue(this.prefilling);
    this.evictQueue(this.waiting);
  }

  /** The next steps take `factor` times as long; the one in progress does not. */
  slow(factor: number): void {
    if (factor === this.factor) return;
    this.factor = factor;
    this.cut();
  }

  due(): void {
    const { nowMs } = this.agenda;
    if (this.stretch.dueMs > nowMs) return;
    while (this.stretch.dueMs <= nowMs) this.turn();
    if (!this.idle) this.appoint();
  }

  /** A decoding request has had a token at each boundary since its first, those that the stretch skips included. */
  tokensOut(request: number): number {
    if (((this.work.place[request] ?? none) & 3) !== decoding) return 0;
    const steps = this.step + this.stretch.stepsBy(this.agenda.nowMs);
    const tokensToCome = Math.max(0, this.decoding.stepOf(request) - steps);
    return (this.work.outputTokens[request] ?? 1) - tokensToCome;
  }

  /** The next boundary: whatever comes between, the step in progress is not changed. */
  nextStepMs(): number {
    return this.stretch.nextBoundaryMs(this.agenda.nowMs);
  }

  /** No step is in progress. Then nothing runs and, as a request fits an empty replica or is refused, nothing waits. */
  private get idle(): boolean {
    return this.stretch.dueMs === Number.POSITIVE_INFINITY;
  }

  private get running(): number {
    return this.prefilling.length + this.finishing.length + this.decoding.length;
  }

  /** A step boundary. An observer may submit and cancel from inside: the batch is formed only after all have left. */
  private turn(): void {
    this.endStretch();
    this.admit();
    if (this.running > 0) this.beginStretch();
    else {
      this.stretch.sleep();
      if (this.draining) this.retire();
    }
  }

  private endStretch(): void {
    const steps = this.stretch.finish();
    this.step += steps;
    this.residentTokens += steps * this.decoding.length;
    for (let request = this.finishing.shift(); request !== none; request = this.finishing.shift()) {
      this.beginDecoding(request);
    }
    while (this.decoding.step <= this.step) this.serve(this.decoding.pop());
  }

  private beginDecoding(request: number): void {
    this.work.firstTokenMs[request] = this.agenda.nowMs;
    this.residentTokens++;
    this.decoding.push(this.step + (this.work.outputTokens[request] ?? 1) - 1, request);
    this.put(request, decoding);
    this.observer.answering?.(request);
  }

  private serve(request: number): void {
    const tokens = this.tokensOf(request);
    this.reservedTokens -= tokens;
    this.residentTokens -= tokens;
    this.work.place[request] = none;
    this.observer.served(request);
  }

  private admit(): void {
    const { nowMs } = this.agenda;
    for (let request = this.waiting.peek(); this.fits(request); request = this.waiting.peek()) {
      this.waiting.shift();
      this.prefilling.push(request);
      this.put(request, prefilling);
      this.reservedTokens += this.tokensOf(request);
      this.work.startMs[request] = nowMs;
    }
  }

  private beginStretch(): void {
    const { baseMs, prefillBaseMs, perPrefillTokenMs, perSequenceMs, perKvTokenMs } = this.spec;
    const resident = this.residentTokens;
    const decoders = this.decoding.length;
    const sequences = decoders + this.prefill();
    const promptTokens = this.residentTokens - resident;
    const prefillMs = promptTokens > 0 ? prefillBaseMs + perPrefillTokenMs * promptTokens : 0;
    const stepMs = this.factor * (baseMs + prefillMs + perSequenceMs * sequences + perKvTokenMs * resident);
    if (sequences > decoders) this.stretch.begin(1, stepMs, 0);
    else this.stretch.begin(this.decoding.step - this.step, stepMs, this.factor * perKvTokenMs * decoders);
  }

  /** Spends the token budget of one step on the prompts; returns how many requests it reached. */
  private prefill(): number {
    let budget = this.spec.tokenBudget;
    let reached = 0;
    for (let request = this.prefilling.peek(); request !== none; request = this.prefilling.peek()) {
      const missing = (this.work.promptTokens[request] ?? 0) - this.prefilledTokens;
      if (missing > budget) {
        this.prefilledTokens += budget;
        this.residentTokens += budget;
        return budget > 0 ? reached + 1 : reached;
      }
      this.prefilledTokens = 0;
      this.residentTokens += missing;
      budget -= missing;
      reached++;
      this.prefilling.shift();
      this.finishing.push(request);
      this.put(request, finishing);
    }
    return reached;
  }

  /** If the head of the queue could come in, it does so at the next boundary. */
  private lookUp(request: number): void {
    if (request === this.waiting.peek() && this.fits(request)) this.cut();
  }

  private fits(request: number): boolean {
    return (
      request !== none &&
      this.running < this.spec.maxRunning &&
      this.reservedTokens + this.tokensOf(request) <= this.spec.kvTokens
    );
  }

  private cancelPrefilling(request: number): void {
    if (request === this.prefilling.peek()) {
      this.residentTokens -= this.prefilledTokens;
      this.prefilledTokens = 0;
    }
    this.prefilling.unlink(request);
  }

  private cancelFinishing(request: number): void {
    this.residentTokens -= this.work.promptTokens[request] ?? 0;
    this.finishing.unlink(request);
  }

  private cancelDecoding(request: number): void {
    const tokensToCome = this.decoding.remove(request) - this.step;
    this.residentTokens -= this.tokensOf(request) - tokensToCome;
  }

  private evictQueue(queue: RequestQueue): void {
    for (let request = queue.shift(); request !== none; request = queue.shift()) this.evict(request);
  }

  private evict(request: number): void {
    this.work.place[request] = none;
    this.observer.evicted(request);
  }

  private retire(): void {
    this.draining = false;
    this.retired = true;
    this.observer.drained(this.number);
  }

  private cut(): void {
    if (this.stretch.cut(this.agenda.nowMs)) this.appoint();
  }

  private appoint(): void {
    this.agenda.schedule(this.stretch.dueMs, this.code, this.number);
  }

  private put(request: number, where: number): void {
    this.work.place[request] = this.number * 4 + where;
  }

  private tokensOf(request: number): number {
    return (this.work.promptTokens[request] ?? 0) + (this.work.outputTokens[request] ?? 0);
  }
}
