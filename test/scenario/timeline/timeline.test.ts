import fc from "fast-check";
import { expect, test } from "vitest";
import { sound } from "../faults.ts";
import { mistakesIn, parsed } from "../parsed.ts";

type Json = Readonly<Record<string, unknown>>;

function withTimeline(...timeline: readonly Json[]): string {
  return JSON.stringify({ ...sound, timeline, checks: [], mustFail: [] });
}

function timelineOf(...timeline: readonly Json[]): readonly string[] {
  return parsed(withTimeline(...timeline)).timeline.map(({ id, atMs }) => `${id} ${atMs / 1000}`);
}

const slow = { action: "slow", deployment: "old", factor: 2 };
const weigh = { action: "weight", deployment: "old", weight: 2 };

test("a chain of delays adds up, in whatever order the file has it", () => {
  const delays = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(delays, fc.boolean(), (delays, reversed) => {
      const chain = delays.map(
        (delay, i): Json => ({ ...weigh, id: `c${i + 1}`, after: `c${i}`, delay: `${delay}ms` }),
      );
      const first: Json = { ...weigh, id: "c0", at: "1s" };
      const { timeline } = parsed(withTimeline(...(reversed ? [...chain.toReversed(), first] : [first, ...chain])));
      expect(timeline.map(({ id }) => id)).toEqual(["c0", ...chain.map(({ id }) => id)]);
      expect(timeline.at(-1)?.atMs).toBe(delays.reduce((sum, delay) => sum + delay, 1000));
    }),
  );
});

test("changes at the same instant keep the order of the file", () => {
  const at = (id: string): Json => ({ ...weigh, id, at: "1m" });
  expect(timelineOf(at("b"), at("a"), { ...weigh, id: "c", after: "b" })).toEqual(["b 60", "a 60", "c 60"]);
});

test("a change may not stand before the one it comes after at the same instant", () => {
  expect(mistakesIn(withTimeline({ ...weigh, after: "b" }, { ...weigh, id: "b", at: "1m" }))).toEqual([
    expect.stringMatching(
      /timeline\[0\]\.after: without a delay this change must stand after timeline\[1\] in the file$/,
    ),
  ]);
});

test("a fault with an end is two changes, and others may come after its end", () => {
  const { timeline } = parsed(
    withTimeline(
      { ...slow, at: "1m", for: "2m" },
      { after: "slow-old-ends", delay: "1m", action: "error-rate", deployment: "old", rate: "5%", for: "1s" },
      { at: "5m", action: "black-hole", deployment: "old", for: "1s" },
      { at: "6m", action: "startup-failure", deployment: "old", for: "1s" },
      { at: "7m", action: "stale-view", for: "1s" },
      { at: "8m", action: "stale-view" },
    ),
  );
  expect(timeline).toEqual([
    { id: "slow-old", atMs: 60_000, kind: "slow", deployment: "old", factor: 2 },
    { id: "slow-old-ends", atMs: 180_000, kind: "slow", deployment: "old", factor: 1 },
    { id: "error-rate-old", atMs: 240_000, kind: "error-rate", deployment: "old", probability: 0.05 },
    { id: "error-rate-old-ends", atMs: 241_000, kind: "error-rate", deployment: "old", probability: 0 },
    { id: "black-hole-old", atMs: 300_000, kind: "black-hole", deployment: "old", on: true },
    { id: "black-hole-old-ends", atMs: 301_000, kind: "black-hole", deployment: "old", on: false },
    { id: "startup-failure-old", atMs: 360_000, kind: "startup-failure", deployment: "old", on: true },
    { id: "startup-failure-old-ends", atMs: 361_000, kind: "startup-failure", deployment: "old", on: false },
    { id: "stale-view", atMs: 420_000, kind: "stale-view", on: true },
    { id: "stale-view-ends", atMs: 421_000, kind: "stale-view", on: false },
    { id: "stale-view-2", atMs: 480_000, kind: "stale-view", on: true },
  ]);
});

test("a fault may begin at the very end of the one before", () => {
  expect(timelineOf({ ...slow, at: "1m", for: "1m" }, { ...slow, at: "2m", for: "1m" })).toEqual([
    "slow-old 60",
    "slow-old-ends 120",
    "slow-old-2 120",
    "slow-old-2-ends 180",
  ]);
});

test("a cycle is told once, whatever its length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (length) => {
      const cycle = Array.from({ length }, (_, i) => ({
        ...weigh,
        id: `c${i}`,
        after: `c${(i + 1) % length}`,
        delay: "1s",
      }));
      const said = mistakesIn(withTimeline(...cycle, { ...weigh, after: "c0", delay: "1s" }));
      expect(said).toEqual([expect.stringMatching(/a cycle, in which no change has an instant: "c0" after /)]);
    }),
  );
});

test("a rate alone keeps the kind of the arrivals", () => {
  const { timeline } = parsed(
    withTimeline(
      { at: "1m", action: "traffic", rate: "80/s" },
      { at: "2m", action: "traffic", arrivals: { kind: "constant", rate: "10/s" } },
      { at: "3m", action: "traffic", rate: "1200/m" },
    ),
  );
  expect(timeline.map((change) => change.kind === "traffic" && change.arrivals)).toEqual([
    { kind: "poisson", ratePerSecond: 80 },
    { kind: "constant", ratePerSecond: 10 },
    { kind: "constant", ratePerSecond: 20 },
  ]);
});

test("a rate alone is refused where the arrivals have several", () => {
  const stages = [{ duration: "1m", target: "10/s" }];
  const said = mistakesIn(
    withTimeline(
      { at: "1m", action: "traffic", arrivals: { kind: "staged", start: "1/s", stages } },
      { at: "2m", action: "traffic", rate: "80/s" },
    ),
  );
  expect(said).toEqual([expect.stringMatching(/timeline\[1\]\.rate: the arrivals are staged by now/)]);
});

test("a deployment may be created, routed to and deleted, each in its time", () => {
  const later = { deployment: "later", replicas: 2, replica: { slots: 1, service: { kind: "fixed", value: "1s" } } };
  const { fleet, timeline } = parsed(
    withTimeline(
      { at: "1m", action: "create-deployment", ...later, drain: "5s", weight: 2 },
      { at: "2m", action: "update-router", deployments: ["old", "later"], sessionAffinity: true, description: "both" },
      { at: "3m", action: "update-router", deployments: ["old"] },
      { at: "4m", action: "delete-deployment", deployment: "later" },
    ),
  );
  expect(fleet.at(-1)).toEqual({
    name: "later",
    createdAtMs: 60_000,
    replicas: 2,
    weight: 2,
    startup: { kind: "fixed", valueMs: 0 },
    drainMs: 5000,
    balancing: "pooled",
    replica: { kind: "slots", slots: 1, queue: 100, service: { kind: "fixed", valueMs: 1000 } },
  });
  expect(timeline[0]).toEqual({
    id: "create-deployment-later",
    atMs: 60_000,
    kind: "create-deployment",
    deployment: "later",
  });
  expect(timeline[1]).toEqual({
    id: "update-router",
    atMs: 120_000,
    kind: "update-router",
    deployments: ["old", "later"],
    sessionAffinity: true,
  });
  expect(
    mistakesIn(
      withTimeline({ ...weigh, at: "30s", deployment: "later" }, { at: "1m", action: "create-deployment", ...later }),
    ),
  ).toEqual([expect.stringMatching(/timeline\[0\]\.deployment: "later" does not exist yet: it is created at 1m$/)]);
});

test("a name is given to one deployment only, even after its end", () => {
  const later = { action: "create-deployment", deployment: "later", replicas: 1, replica: { profile: "mock-worker" } };
  const said = mistakesIn(
    withTimeline(
      { ...later, at: "1m" },
      { at: "2m", action: "delete-deployment", deployment: "later" },
      { ...later, at: "3m" },
    ),
  );
  expect(said).toEqual([expect.stringMatching(/timeline\[2\]\.deployment: there was a deployment "later" already/)]);
});

test("a router that was deleted can be created again, and nothing else can be done to it", () => {
  const create = { action: "create-router", router: { id: "my-router", deployments: ["old"] } };
  expect(timelineOf({ at: "1m", action: "delete-router" }, { ...create, at: "2m" })).toEqual([
    "delete-router 60",
    "create-router 120",
  ]);
  const said = mistakesIn(
    withTimeline(
      { at: "1m", action: "delete-router" },
      { at: "2m", action: "update-router", deployments: ["old"] },
      { at: "3m", action: "delete-router" },
    ),
  );
  expect(said).toEqual([
    expect.stringMatching(/timeline\[1\]: there is no router: "delete-router" deleted it$/),
    expect.stringMatching(/timeline\[2\]: there is no router: "delete-router" deleted it$/),
  ]);
});

test("a router that is gone uses no deployment", () => {
  expect(
    timelineOf({ at: "1m", action: "delete-router" }, { at: "2m", action: "delete-deployment", deployment: "old" }),
  ).toEqual(["delete-router 60", "delete-deployment-old 120"]);
});

test("replicas that crashed for good cannot crash again", () => {
  const crash = { action: "crash", deployment: "old", replicas: 3 };
  expect(timelineOf({ ...crash, at: "1m" }, { ...crash, at: "2m" })).toHaveLength(2);
  expect(mistakesIn(withTimeline({ ...crash, at: "1m", restart: false }, { ...crash, at: "2m" }))).toEqual([
    expect.stringMatching(/timeline\[1\]\.replicas: 3 cannot crash: "old" has only 1 at 2m$/),
  ]);
});
