import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { BatchFate, BatchOperation } from "./batchOperation.ts";
import { requestTable } from "./requestTable.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

/**
 * Plays the operations on one replica of the real server and returns what became of each submission.
 *
 * @param repeats times that the server is called for each appointment, and after each operation less one
 */
export function playBatch(
  spec: BatchingReplicaSpec,
  operations: readonly BatchOperation[],
  repeats = 1,
): readonly BatchFate[] {
  const agenda = new VirtualAgenda();
  const requests = operations.filter((operation) => operation.kind === "submit").length;
  const work = requestTable(requests);
  work.startMs.fill(Number.NaN);
  work.firstTokenMs.fill(Number.NaN);
  const servedMs = new Array<number>(requests).fill(Number.NaN);
  const accepted: boolean[] = [];
  const server = createBatchServer(spec, {
    work,
    agenda,
    code: 0,
    observer: {
      served: (request) => {
        servedMs[request] = agenda.nowMs;
      },
      evicted: () => {
        throw new Error("nothing is removed here");
      },
      drained: () => {
        throw new Error("nothing is drained here");
      },
    },
  });
  const due = (subject: number): void => {
    for (let i = 0; i < repeats; i++) server.due(subject);
  };
  server.add(0);
  for (const operation of operations) {
    agenda.playUntil(operation.atMs, due);
    switch (operation.kind) {
      case "slow":
        server.slow(operation.factor);
        break;
      case "cancel":
        if (accepted[operation.request] === true) server.cancel(operation.request);
        break;
      case "submit": {
        const request = accepted.length;
        work.promptTokens[request] = operation.promptTokens;
        work.outputTokens[request] = operation.outputTokens;
        accepted.push(server.submit(request, 0));
      }
    }
    for (let i = 1; i < repeats; i++) server.due(0);
  }
  agenda.playUntil(Number.POSITIVE_INFINITY, due);
  return accepted.map((each, request) => ({
    accepted: each,
    startMs: work.startMs[request] ?? Number.NaN,
    firstTokenMs: work.firstTokenMs[request] ?? Number.NaN,
    servedMs: servedMs[request] ?? Number.NaN,
  }));
}
