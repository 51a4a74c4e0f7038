import type { Distribution } from "../../src/engine/distribution.ts";
import { exponential } from "../../src/engine/exponential.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import { requestTable } from "../fleet/requestTable.ts";
import { VirtualAgenda } from "../fleet/virtualAgenda.ts";

export interface Load {
  readonly ratePerSecond: number;
  readonly promptTokens: Distribution;
  readonly outputTokens: Distribution;
  /** Requests of one replication; the first tenth is left out of the mean. */
  readonly requests: number;
}

/** Mean response time, in ms, of Poisson arrivals at one batching replica, replication by replication. */
export function responsesMs(spec: BatchingReplicaSpec, load: Load, replications: number): readonly number[] {
  return Array.from({ length: replications }, (_, replication) => meanOfOne(spec, load, replication));
}

function meanOfOne(spec: BatchingReplicaSpec, load: Load, replication: number): number {
  const arrivals = namedStream("ba7c4", "arrivals", replication);
  const sizes = namedStream("ba7c4", "sizes", replication);
  const gapMs = exponential(1000 / load.ratePerSecond);
  const agenda = new VirtualAgenda();
  const work = requestTable(load.requests);
  const arrivedMs = new Float64Array(load.requests);
  const warmUp = Math.floor(load.requests / 10);
  let sumMs = 0;
  const server = createBatchServer(spec, {
    work,
    agenda,
    code: 0,
    observer: {
      served: (request) => {
        if (request >= warmUp) sumMs += agenda.nowMs - (arrivedMs[request] ?? 0);
      },
      evicted: () => {},
      drained: () => {},
    },
  });
  const due = (replica: number): void => server.due(replica);
  server.add(0);
  let atMs = 0;
  for (let request = 0; request < load.requests; request++) {
    atMs += gapMs.draw(arrivals);
    agenda.playUntil(atMs, due);
    arrivedMs[request] = atMs;
    work.promptTokens[request] = load.promptTokens.draw(sizes);
    work.outputTokens[request] = load.outputTokens.draw(sizes);
    if (!server.submit(request, 0)) throw new Error("the queue is too short for this load");
  }
  agenda.playUntil(Number.POSITIVE_INFINITY, due);
  return sumMs / (load.requests - warmUp);
}
