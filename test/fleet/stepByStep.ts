import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { BatchFate, BatchOperation } from "./batchOperation.ts";

interface Sequence {
  readonly promptTokens: number;
  readonly outputTokens: number;
  accepted: boolean;
  cancelled: boolean;
  /** Prompt tokens in, and those that the step in progress puts in; -1 when that step does not reach it. */
  filled: number;
  chunk: number;
  tokens: number;
  startMs: number;
  firstTokenMs: number;
  servedMs: number;
}

/**
 * The oracle: a batching replica that walks every single step, in the plainest code there is. Slow, and nothing in it is
 * shared with the server that it judges.
 */
export function stepByStep(spec: BatchingReplicaSpec, operations: readonly BatchOperation[]): readonly BatchFate[] {
  const all: Sequence[] = [];
  let queue: Sequence[] = [];
  let running: Sequence[] = [];
  let factor = 1;
  let stepEndMs = Number.POSITIVE_INFINITY;

  const beginStep = (nowMs: number): void => {
    while (queue.length > 0 && running.length < spec.maxRunning) {
      const head = queue[0];
      if (head === undefined) break;
      const reserved = running.reduce((sum, each) => sum + each.promptTokens + each.outputTokens, 0);
      if (reserved + head.promptTokens + head.outputTokens > spec.kvTokens) break;
      head.startMs = nowMs;
      running.push(head);
      queue = queue.slice(1);
    }
    if (running.length === 0) {
      stepEndMs = Number.POSITIVE_INFINITY;
      return;
    }
    const resident = running.reduce((sum, each) => sum + each.filled + each.tokens, 0);
    let budget = spec.tokenBudget;
    let promptTokens = 0;
    let sequences = 0;
    let blocked = false;
    for (const each of running) {
      each.chunk = -1;
      if (each.tokens > 0) {
        sequences++;
        continue;
      }
      const missing = each.promptTokens - each.filled;
      if (blocked || (missing > 0 && budget === 0)) {
        blocked = true;
        continue;
      }
      each.chunk = Math.min(missing, budget);
      blocked = each.chunk < missing;
      budget -= each.chunk;
      promptTokens += each.chunk;
      sequences++;
    }
    const prefillMs = promptTokens > 0 ? spec.prefillBaseMs + spec.perPrefillTokenMs * promptTokens : 0;
    const decodeMs = spec.baseMs + spec.perSequenceMs * sequences + spec.perKvTokenMs * resident;
    stepEndMs = nowMs + factor * (decodeMs + prefillMs);
  };

  const endStep = (): void => {
    const nowMs = stepEndMs;
    running = running.filter((each) => !each.cancelled);
    for (const each of running) {
      if (each.tokens > 0) each.tokens++;
      else if (each.chunk >= 0) {
        each.filled += each.chunk;
        if (each.filled === each.promptTokens) {
          each.tokens = 1;
          each.firstTokenMs = nowMs;
        }
      }
      if (each.tokens === each.outputTokens) each.servedMs = nowMs;
    }
    running = running.filter((each) => each.tokens < each.outputTokens);
    beginStep(nowMs);
  };

  for (const operation of operations) {
    while (stepEndMs < operation.atMs) endStep();
    switch (operation.kind) {
      case "slow":
        factor = operation.factor;
        break;
      case "cancel": {
        const request = all[operation.request];
        if (request === undefined || !request.accepted || request.servedMs <= operation.atMs) break;
        request.cancelled = true;
        queue = queue.filter((each) => each !== request);
        break;
      }
      case "submit": {
        const { promptTokens, outputTokens } = operation;
        const idle = stepEndMs === Number.POSITIVE_INFINITY;
        const accepted = promptTokens + outputTokens <= spec.kvTokens && (idle || queue.length < spec.queue);
        const never = { startMs: Number.NaN, firstTokenMs: Number.NaN, servedMs: Number.NaN };
        const sequence = {
          promptTokens,
          outputTokens,
          accepted,
          cancelled: false,
          filled: 0,
          chunk: -1,
          tokens: 0,
          ...never,
        };
        all.push(sequence);
        if (!accepted) break;
        queue.push(sequence);
        if (idle) beginStep(operation.atMs);
      }
    }
  }
  while (stepEndMs < Number.POSITIVE_INFINITY) endStep();
  return all.map(({ accepted, startMs, firstTokenMs, servedMs }) => ({ accepted, startMs, firstTokenMs, servedMs }));
}
