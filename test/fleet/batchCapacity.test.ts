import { describe, expect, it } from "vitest";
import type { Distribution } from "../../src/engine/distribution.ts";
import { fixed } from "../../src/engine/fixed.ts";
import { geometric } from "../../src/engine/geometric.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { batchCapacityPerSecond } from "../../src/fleet/batchCapacity.ts";
import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import { requestTable } from "./requestTable.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

const mock: BatchingReplicaSpec = {
  kind: "batching",
  profile: "custom",
  baseMs: 6,
  prefillBaseMs: 0,
  perPrefillTokenMs: 0,
  perSequenceMs: 0.35,
  perKvTokenMs: 0,
  maxRunning: 256,
  tokenBudget: 2048,
  kvTokens: 1e9,
  queue: 1000,
};
const llama = { ...mock, baseMs: 29.86, prefillBaseMs: 12.3, perPrefillTokenMs: 0.0908, perSequenceMs: 0.307 };

const shapes = [
  { name: "no prompts", spec: mock, prompt: 0, output: 256 },
  { name: "prompts", spec: llama, prompt: 900, output: 220 },
  { name: "a narrow batch", spec: { ...llama, maxRunning: 32 }, prompt: 900, output: 220 },
  { name: "prompts in several steps", spec: { ...llama, tokenBudget: 512, maxRunning: 64 }, prompt: 1800, output: 220 },
  { name: "prompts that leave no time for more", spec: { ...llama, tokenBudget: 512 }, prompt: 1800, output: 100 },
];
const unlike = [
  { name: "few KV tokens", spec: { ...mock, kvTokens: 20_000 }, prompt: 900, output: 220 },
  { name: "a price on KV tokens", spec: { ...mock, perKvTokenMs: 0.0005, maxRunning: 64 }, prompt: 300, output: 100 },
];

describe("batchCapacityPerSecond", () => {
  // No chance in it: what is granted is what the formula leaves out.
  it.each([...shapes, ...unlike])("is what a saturated replica serves, requests alike: $name", (shape) => {
    const { spec, prompt, output } = shape;
    const ratio = saturatedPerSecond(spec, fixed(output), prompt) / batchCapacityPerSecond(spec, prompt, output);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.015);
  });

  // 20 000 geometric answers have a mean that is off by 0.7 % (one standard error), and the rate with it at most: six of
  // them, a false alarm of 2e-9, and 2 % for the formula.
  it.each(shapes)("is what a saturated replica serves, answers geometric: $name", (shape) => {
    const { spec, prompt, output } = shape;
    const ratio = saturatedPerSecond(spec, geometric(output), prompt) / batchCapacityPerSecond(spec, prompt, output);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.062);
  });

  it("is the width over the time that its answers take when nothing else costs", () => {
    expect(batchCapacityPerSecond(mock, 0, 256)).toBeCloseTo((1000 * 256) / (256 * (6 + 0.35 * 256)), 10);
    expect(batchCapacityPerSecond(mock, 0, 256)).toBeCloseTo(10.4603, 4);
  });

  it("is 0 for requests that do not fit", () => {
    expect(batchCapacityPerSecond({ ...mock, kvTokens: 999 }, 500, 500)).toBe(0);
  });

  it("goes with the ready replicas and against the slow factor", () => {
    const server = createBatchServer(llama, {
      work: requestTable(0),
      agenda: new VirtualAgenda(),
      code: 0,
      observer: {
        served: () => {},
        evicted: () => {},
        drained: () => {},
      },
    });
    const one = batchCapacityPerSecond(llama, 900, 220);
    expect(server.capacityPerSecond(3, 900, 220)).toBe(3 * one);
    expect(server.capacityPerSecond(0, 900, 220)).toBe(0);
    server.slow(2);
    expect(server.capacityPerSecond(3, 900, 220)).toBe((3 * one) / 2);
  });
});

/** Requests a second that a replica serves while 32 wait at any time, over 20 000 of them after 20 000 others. */
function saturatedPerSecond(spec: BatchingReplicaSpec, outputTokens: Distribution, promptTokens: number): number {
  const half = 20_000;
  const requests = spec.maxRunning + 32;
  const sizes = namedStream("ca9", "sizes", 0);
  const agenda = new VirtualAgenda();
  const work = requestTable(requests);
  let served = 0;
  let halfMs = 0;
  let endMs = 0;
  const submit = (request: number): void => {
    work.promptTokens[request] = promptTokens;
    work.outputTokens[request] = outputTokens.draw(sizes);
    if (!server.submit(request, 0)) throw new Error("the queue is too short");
  };
  const server = createBatchServer(spec, {
    work,
    agenda,
    code: 0,
    observer: {
      served: (request) => {
        served++;
        if (served === half) halfMs = agenda.nowMs;
        if (served === 2 * half) endMs = agenda.nowMs;
        if (served < 2 * half) submit(request);
      },
      evicted: () => {},
      drained: () => {},
    },
  });
  server.add(0);
  for (let request = 0; request < requests; request++) submit(request);
  agenda.playUntil(Number.POSITIVE_INFINITY, (replica) => server.due(replica));
  return (1000 * half) / (endMs - halfMs);
}
