import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { BatchFate, BatchOperation } from "./batchOperation.ts";

/**
 * The oracle: a batching replica that walks every single step, in the plainest code there is. Slow, and nothing in it is
 * shared with the server that it judges.
 */
export function stepByStep(spec: BatchingReplicaSpec, operations: readonly BatchOperation[]): readonly BatchFate[] {
  return walk(spec, operations).map(({ accepted, startMs, firstTokenMs, servedMs }) => {
    return { accepted, startMs, firstTokenMs, servedMs };
  });
}

/** When each token of each submission was out. */
export function tokenTimes(
  spec: BatchingReplicaSpec,
  operations: readonly BatchOperation[],
): readonly (readonly number[])[] {
  return walk(spec, operations).map(({ tokenMs }) => tokenMs);
}

function walk(spec: BatchingReplicaSpec, operations: readonly BatchOperation[]): readonly Sequence[] {
  const replica = new SteppingReplica(spec);
  const all: Sequence[] = [];
  for (const operation of operations) {
    replica.stepUntil(operation.atMs);
    switch (operation.kind) {
      case "slow":
        replica.factor = operation.factor;
        break;
      case "cancel": {
        const sequence = all[operation.request];
        if (sequence !== undefined && Number.isNaN(sequence.servedMs)) replica.cancel(sequence);
        break;
      }
      case "submit": {
        const sequence = newSequence(operation.promptTokens, operation.outputTokens);
        all.push(sequence);
        sequence.accepted = replica.submit(sequence, operation.atMs);
      }
    }
  }
  replica.stepUntil(Number.POSITIVE_INFINITY);
  return all;
}

interface Sequence {
  readonly promptTokens: number;
  readonly outputTokens: number;
  accepted: boolean;
  cancelled: boolean;
  /** Prompt tokens in. */
  filled: number;
  /** Prompt tokens that the step in progress puts in; -1 when it does not reach the sequence, or has no need to. */
  chunk: number;
  /** Answer tokens out. */
  tokens: number;
  readonly tokenMs: number[];
  startMs: number;
  firstTokenMs: number;
  servedMs: number;
}

function newSequence(promptTokens: number, outputTokens: number): Sequence {
  const never = { startMs: Number.NaN, firstTokenMs: Number.NaN, servedMs: Number.NaN };
  return {
    promptTokens,
    outputTokens,
    accepted: false,
    cancelled: false,
    filled: 0,
    chunk: -1,
    tokens: 0,
    tokenMs: [],
    ...never,
  };
}

class SteppingReplica {
  factor = 1;
  private readonly spec: BatchingReplicaSpec;
  private queue: Sequence[] = [];
  private running: Sequence[] = [];
  private stepEndMs = Number.POSITIVE_INFINITY;

  constructor(spec: BatchingReplicaSpec) {
    this.spec = spec;
  }

  stepUntil(toMs: number): void {
    while (this.stepEndMs < toMs) {
      this.endStep(this.stepEndMs);
      this.beginStep(this.stepEndMs);
    }
  }

  submit(sequence: Sequence, nowMs: number): boolean {
    const idle = this.stepEndMs === Number.POSITIVE_INFINITY;
    if (sequence.promptTokens + sequence.outputTokens > this.spec.kvTokens) return false;
    if (!idle && this.queue.length >= this.spec.queue) return false;
    this.queue.push(sequence);
    if (idle) this.beginStep(nowMs);
    return true;
  }

  /** A running sequence stays in the step in progress, and what it takes with it. */
  cancel(sequence: Sequence): void {
    sequence.cancelled = true;
    this.queue = this.queue.filter((each) => each !== sequence);
  }

  private beginStep(nowMs: number): void {
    this.running = this.running.filter((each) => !each.cancelled);
    for (let head = this.queue[0]; head !== undefined && this.hasRoomFor(head); head = this.queue[0]) {
      head.startMs = nowMs;
      this.running.push(head);
      this.queue.shift();
    }
    this.shareOutBudget();
    const { baseMs, prefillBaseMs, perPrefillTokenMs, perSequenceMs, perKvTokenMs } = this.spec;
    const sequences = this.running.filter((each) => each.tokens > 0 || each.chunk >= 0).length;
    const promptTokens = sum(this.running.map((each) => Math.max(0, each.chunk)));
    const resident = sum(this.running.map((each) => each.filled + each.tokens));
    const prefillMs = promptTokens > 0 ? prefillBaseMs + perPrefillTokenMs * promptTokens : 0;
    const stepMs = this.factor * (baseMs + perSequenceMs * sequences + perKvTokenMs * resident + prefillMs);
    this.stepEndMs = this.running.length > 0 ? nowMs + stepMs : Number.POSITIVE_INFINITY;
  }

  private hasRoomFor(sequence: Sequence): boolean {
    const reserved = sum([...this.running, sequence].map((each) => each.promptTokens + each.outputTokens));
    return this.running.length < this.spec.maxRunning && reserved <= this.spec.kvTokens;
  }

  private shareOutBudget(): void {
    let budget = this.spec.tokenBudget;
    let blocked = false;
    for (const each of this.running) {
      const missing = each.promptTokens - each.filled;
      const reached = each.tokens === 0 && !blocked && (missing === 0 || budget > 0);
      each.chunk = reached ? Math.min(missing, budget) : -1;
      if (each.tokens === 0) blocked = each.chunk < missing;
      budget -= Math.max(0, each.chunk);
    }
  }

  private endStep(nowMs: number): void {
    const left = this.running.filter((each) => !each.cancelled);
    for (const each of left) {
      each.filled += Math.max(0, each.chunk);
      if (each.tokens > 0) each.tokens++;
      else if (each.chunk >= 0 && each.filled === each.promptTokens) {
        each.tokens = 1;
        each.firstTokenMs = nowMs;
      }
      if (each.tokens > each.tokenMs.length) each.tokenMs.push(nowMs);
      if (each.tokens === each.outputTokens) each.servedMs = nowMs;
    }
    this.running = left.filter((each) => each.tokens < each.outputTokens);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
