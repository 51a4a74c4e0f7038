import { batchCapacityPerSecond } from "./batchCapacity.ts";
import { BatchReplica, replicaAt } from "./batchReplica.ts";
import type { BatchingReplicaSpec } from "./deploymentSpec.ts";
import type { Server } from "./server.ts";
import type { ServerPorts } from "./serverPorts.ts";

/**
 * Replicas that batch continuously, as LLM servers do: each repeats steps, and a step takes
 *
 *     f · ( b0 + [x > 0]·(pb + b1·x) + b2·s + b3·v )    milliseconds
 *
 * | symbol | meaning |
 * | --- | --- |
 * | b0, pb, b1, b2, b3 | `baseMs`, `prefillBaseMs`, `perPrefillTokenMs`, `perSequenceMs`, `perKvTokenMs` |
 * | x | prompt tokens prefilled in the step, at most `tokenBudget`; a longer prompt takes several steps |
 * | s | sequences that the step works on: those that decode, and those of whose prompts it prefills a part |
 * | v | KV tokens present when it starts: prompts as far as they are in, and answers as far as they are out |
 * | f | slow factor in force when it starts |
 *
 * Between two steps requests come in, first come, first served, while fewer than `maxRunning` run and the prompt and
 * whole answer of the next fit into `kvTokens` beside those of the others; an idle replica starts at once. The first
 * token is out at the end of the step that has the last of the prompt (an empty prompt: the first step it gets), then
 * one token a step. `Work.startMs` is the time of admission.
 *
 * Example: b0 = 10, pb = 5, b1 = 0.1, b2 = 1, b3 = 0. A lone request of 100 prompt tokens and 3 answer tokens: a step of
 * 10 + 5 + 10 + 1 = 26 ms, then two of 11 ms; first token after 26 ms, served after 48 ms.
 *
 * `submit` refuses a request when `queue` others wait for admission already, even where the next boundary would let
 * them in, and one that needs more than `kvTokens` alone, which could never be served. It throws for a replica that is
 * not there or drains.
 *
 * Left out: preemption (the whole answer is reserved at admission), prefix caching, speculative decoding, batches that
 * limit prompt and answer tokens together, KV blocks partly filled. They move the capacity of a replica, which a profile
 * fitted to measurements contains, rather than how waiting grows with load, which a rehearsal is after.
 */
export function createBatchServer(spec: BatchingReplicaSpec, ports: ServerPorts): Server {
  return new BatchServer(spec, ports);
}

class BatchServer implements Server {
  private readonly spec: BatchingReplicaSpec;
  private readonly ports: ServerPorts;
  private readonly replicas: (BatchReplica | undefined)[] = [];
  private factor = 1;

  constructor(spec: BatchingReplicaSpec, ports: ServerPorts) {
    this.spec = spec;
    this.ports = ports;
  }

  submit(request: number, replica: number): boolean {
    const target = this.replicas[replica];
    if (target === undefined || !target.open) throw new Error(`replica ${replica} takes no requests: it is not ready`);
    return target.submit(request);
  }

  due(replica: number): void {
    const target = this.replicas[replica];
    if (target === undefined) return;
    target.due();
    if (target.gone) this.replicas[replica] = undefined;
  }

  cancel(request: number): void {
    this.holderOf(request)?.cancel(request);
  }

  add(replica: number): void {
    while (this.replicas.length < replica) this.replicas.push(undefined);
    this.replicas[replica] = new BatchReplica(replica, this.spec, this.factor, this.ports);
  }

  drain(replica: number): void {
    const target = this.replicas[replica];
    if (target === undefined) return;
    target.drain();
    if (target.gone) this.replicas[replica] = undefined;
  }

  remove(replica: number): void {
    const target = this.replicas[replica];
    this.replicas[replica] = undefined;
    target?.evictAll();
  }

  tokensOut(request: number): number {
    return this.holderOf(request)?.tokensOut(request) ?? 0;
  }

  nextTokenMs(request: number): number {
    return this.holderOf(request)?.nextStepMs() ?? Number.POSITIVE_INFINITY;
  }

  inFlight(replica: number): number {
    return this.replicas[replica]?.inFlight ?? 0;
  }

  slow(factor: number): void {
    this.factor = factor;
    for (const replica of this.replicas) replica?.slow(factor);
  }

  capacityPerSecond(ready: number, meanPromptTokens: number, meanOutputTokens: number): number {
    return (ready * batchCapacityPerSecond(this.spec, meanPromptTokens, meanOutputTokens)) / this.factor;
  }

  private holderOf(request: number): BatchReplica | undefined {
    return this.replicas[replicaAt(this.ports.work.place[request] ?? -1)];
  }
}
