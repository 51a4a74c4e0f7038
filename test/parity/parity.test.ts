import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { playOverHttp } from "./httpArm.ts";
import { batching, blackHole, evenLoad, faults, heldToTheEnd, migration, nobodyIsLeft } from "./scenarios.ts";
import { playVirtually } from "./virtualArm.ts";
import { isSound, type WrittenScenario } from "./writtenScenario.ts";

// One body, two arms: what a scenario foretells in virtual time is what happens over HTTP, request by request.
//
// Compared is only what a machine that stalls cannot change: who was picked (the selector draws from the same stream in
// both worlds), what became of each request, how long its answer is, and the split that is right in each phase. Of times
// only that nothing is faster than the model says.
//
// What cannot be equal, and is not compared:
// - how much longer than the model a real answer takes: the network, the machine and its timers come on top;
// - which requests overlap. Over HTTP the next one is sent when the one before is answered (or has come to its replica),
//   not at its planned time, so that queues and batches under load are compared only where nothing ends by itself;
// - when replicas become ready: those with a start-up time either start at once or never;
// - attempts after a first one that failed: the door leaves out replicas that it has tried, and pays out of a budget; the
//   simulation routes afresh. Both arms make one attempt;
// - a request to a router that does not exist: unroutable there, 404 here;
// - a router with a stale view, which is a fault of the simulation alone.

/** Timers are whole milliseconds: an answer may be that much early, and as much again by rounding. */
const timerMs = 2;

async function expectParity(written: WrittenScenario, overlapping = false): Promise<void> {
  const foretold = playVirtually(written);
  const real = await playOverHttp(written, overlapping);
  expect(real.facts).toEqual(foretold.facts);
  for (const [request, { wholeMs, firstMs }] of real.times.entries()) {
    const least = foretold.times[request];
    if (wholeMs === null) continue;
    expect(wholeMs).toBeGreaterThanOrEqual((least?.wholeMs ?? 0) - timerMs);
    if (firstMs !== null) expect(firstMs).toBeGreaterThanOrEqual((least?.firstMs ?? 0) - timerMs);
  }
  expect(real.splits.map(({ name }) => name)).toEqual(foretold.splits.map(({ name }) => name));
  for (const [phase, { shares }] of foretold.splits.entries()) {
    for (const [deployment, share] of Object.entries(shares ?? {})) {
      expect(real.splits[phase]?.shares?.[deployment]).toBeCloseTo(share, 9);
    }
  }
}

describe("virtual time and HTTP agree on every request of", () => {
  test("the worked migration", async () => {
    await expectParity(migration);
    // And the scenario is one worth comparing: 80/20 and all that follows is in it.
    const { splits } = playVirtually(migration);
    expect(splits.map(({ shares }) => shares?.["new-deployment"])).toEqual([0, 0.2, 0.5, 0.8, 1, 1, 1]);
  });

  test("weights of 0, replicas that are never ready, and nobody to route to", async () => {
    await expectParity(nobodyIsLeft);
    const outcomes = playVirtually(nobodyIsLeft).facts.map(({ outcome }) => outcome);
    expect(outcomes.slice(40, 55)).toEqual(Array.from({ length: 15 }, () => "unroutable"));
    expect(new Set(outcomes)).toEqual(new Set(["served", "unroutable"]));
  });

  test("injected errors, slowness and crashes, with the same luck", async () => {
    await expectParity(faults);
    const outcomes = playVirtually(faults)
      .facts.slice(20, 60)
      .map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(["served", "failed"]));
  });

  test("replicas that batch, and requests that are too large for them", async () => {
    await expectParity(batching);
    expect(new Set(playVirtually(batching).facts.map(({ outcome }) => outcome))).toEqual(
      new Set(["served", "rejected"]),
    );
  });

  test("even load, and a change of strategy under load", async () => {
    await expectParity(evenLoad, true);
    const first = playVirtually(evenLoad).facts.slice(0, 24);
    expect(first.filter((fact) => fact.deployment === "b")).toHaveLength(6);
  });

  test("slots and queues that are full, and crashes of what they hold", async () => {
    await expectParity(heldToTheEnd, true);
    const outcomes = new Set(playVirtually(heldToTheEnd).facts.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(["rejected", "failed", "unroutable"]));
  });

  test("a black hole", async () => {
    await expectParity(blackHole);
    const outcomes = playVirtually(blackHole).facts.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "timed-out")).toHaveLength(5);
  });
});

const deployment = fc.constantFrom("a", "b", "c");

const action = fc.oneof(
  fc.record({ action: fc.constant("scale"), deployment, replicas: fc.nat({ max: 4 }) }),
  fc.record({ action: fc.constant("weight"), deployment, weight: fc.constantFrom(0, 0.5, 1, 3) }),
  fc.record({
    action: fc.constant("update-router"),
    deployments: fc.shuffledSubarray(["a", "b", "c"], { minLength: 1 }),
  }),
  fc.record({
    action: fc.constant("update-router"),
    strategy: fc.constantFrom("weighted-random", "even-load"),
  }),
  fc.record({ action: fc.constant("error-rate"), deployment, rate: fc.constantFrom("0%", "30%", "100%") }),
  fc.record({ action: fc.constant("slow"), deployment, factor: fc.constantFrom(1, 2) }),
  fc.record({
    action: fc.constant("crash"),
    deployment,
    replicas: fc.integer({ min: 1, max: 3 }),
    restart: fc.constant(true),
  }),
);

/** Forty requests through whatever can be done to a router and its deployments. */
const scenarios: fc.Arbitrary<WrittenScenario> = fc
  .record({
    seed: fc.nat().map((seed) => seed.toString(16)),
    changes: fc.array(fc.record({ at: fc.nat({ max: 39 }), action }), { maxLength: 12 }),
    mean: fc.constantFrom("1ms", "3ms"),
    replicas: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
  })
  .map(({ seed, changes, mean, replicas: [inA, inB] }) => {
    const replica = { slots: 2, queue: 1, service: { kind: "exponential", mean } };
    const member = (replicas: number): object => ({ replicas, balancing: "random", replica });
    return {
      name: "any",
      seed,
      duration: "40s",
      router: { id: "r", deployments: ["a", "b"] },
      fleet: { a: member(inA), b: member(inB), c: member(1) },
      traffic: { ...migration.traffic },
      timeline: changes.sort((x, y) => x.at - y.at).map(({ at, action: what }) => ({ at: `${at}s`, ...what })),
    };
  })
  .filter(isSound);

it("and on every request of any scenario that both can play", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, (written) => expectParity(written)),
    { numRuns: 15 },
  );
});
