import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { Server } from "../../src/fleet/server.ts";
import type { ServerPorts } from "../../src/fleet/serverPorts.ts";
import { createSlotServer } from "../../src/fleet/slotServer.ts";
import { batchOperations, batchReplica } from "./arbitraryBatch.ts";
import type { BatchOperation } from "./batchOperation.ts";
import { requestTable } from "./requestTable.ts";
import { tokenTimes } from "./stepByStep.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

/** A replica, number 0, and somebody who looks for tokens when `nextTokenMs` says so. */
class TokenWatch {
  readonly agenda: VirtualAgenda = new VirtualAgenda();
  readonly tokenMs: number[][] = [];
  private readonly work = requestTable(100);
  private readonly server: Server;
  private readonly held = new Set<number>();

  constructor(create: (ports: ServerPorts) => Server) {
    this.server = create({
      work: this.work,
      agenda: this.agenda,
      code: 0,
      observer: {
        answering: (request) => this.agenda.schedule(this.agenda.nowMs, 1, ~request),
        served: (request) => {
          this.held.delete(request);
          this.note(request, this.work.outputTokens[request] ?? 0);
        },
        evicted: () => {},
        drained: () => {},
      },
    });
    this.server.add(0);
  }

  playUntil(toMs: number): void {
    this.agenda.playUntil(toMs, (subject) => (subject < 0 ? this.look(~subject) : this.server.due(subject)));
  }

  submit(promptTokens: number, outputTokens: number): void {
    const request = this.tokenMs.length;
    this.tokenMs.push([]);
    this.work.promptTokens[request] = promptTokens;
    this.work.outputTokens[request] = outputTokens;
    if (this.server.submit(request, 0)) this.held.add(request);
  }

  cancel(request: number): void {
    if (this.held.delete(request)) this.server.cancel(request);
  }

  slow(factor: number): void {
    this.server.slow(factor);
  }

  private look(request: number): void {
    if (!this.held.has(request)) return;
    this.note(request, this.server.tokensOut(request));
    const nextMs = this.server.nextTokenMs(request);
    if (nextMs < Number.POSITIVE_INFINITY) this.agenda.schedule(nextMs, 1, ~request);
  }

  private note(request: number, out: number): void {
    const seen = this.tokenMs[request] ?? [];
    while (seen.length < out) seen.push(this.agenda.nowMs);
  }
}

function watchBatch(spec: BatchingReplicaSpec, operations: readonly BatchOperation[]): readonly (readonly number[])[] {
  const watch = new TokenWatch((ports) => createBatchServer(spec, ports));
  for (const operation of operations) {
    watch.playUntil(operation.atMs);
    if (operation.kind === "submit") watch.submit(operation.promptTokens, operation.outputTokens);
    else if (operation.kind === "cancel") watch.cancel(operation.request);
    else watch.slow(operation.factor);
  }
  watch.playUntil(Number.POSITIVE_INFINITY);
  return watch.tokenMs;
}

describe("the tokens of an answer", () => {
  it("are out of a batching replica at the end of the steps that make them, to the bit", () => {
    const unitMs = 1 / 64;
    fc.assert(
      fc.property(batchReplica(unitMs), batchOperations(unitMs), (spec, operations) => {
        expect(watchBatch(spec, operations)).toEqual(tokenTimes(spec, operations));
      }),
      { numRuns: 500 },
    );
  });

  it("are out of a slot evenly over the service, one at a time, the last at its end", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e4, noNaN: true })),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
        (valueMs, lengths) => {
          const service = { kind: "fixed" as const, valueMs };
          const watch = new TokenWatch((ports) =>
            createSlotServer({ kind: "slots", slots: 1, queue: 10, service }, false, ports),
          );
          for (const length of lengths) watch.submit(0, length);
          watch.playUntil(Number.POSITIVE_INFINITY);
          let startMs = 0;
          for (const [request, length] of lengths.entries()) {
            const endMs = startMs + valueMs;
            const times = watch.tokenMs[request] ?? [];
            expect(times).toHaveLength(length);
            expect(times.at(-1)).toBe(endMs);
            for (const [i, atMs] of times.entries()) {
              expect(Math.abs(atMs - (startMs + (valueMs * (i + 1)) / length))).toBeLessThanOrEqual(1e-9 * endMs);
            }
            startMs = endMs;
          }
        },
      ),
    );
  });

  it("come after 26, 37 and 48 ms in the example of the batching replica", () => {
    const spec: BatchingReplicaSpec = {
      kind: "batching",
      profile: "custom",
      baseMs: 10,
      prefillBaseMs: 5,
      perPrefillTokenMs: 0.1,
      perSequenceMs: 1,
      perKvTokenMs: 0,
      maxRunning: 4,
      tokenBudget: 200,
      kvTokens: 1000,
      queue: 4,
    };
    expect(watchBatch(spec, [{ kind: "submit", atMs: 0, promptTokens: 100, outputTokens: 3 }])).toEqual([[26, 37, 48]]);
  });
});
