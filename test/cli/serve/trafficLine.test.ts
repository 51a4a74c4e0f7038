import fc from "fast-check";
import { expect, test } from "vitest";
import { trafficLine } from "../../../src/cli/serve/trafficLine.ts";
import type { TrafficReading } from "../../../src/cli/serve/trafficMeter.ts";
import { displayWidth } from "../../../src/report/displayWidth.ts";

const rate = fc.double({ min: 0, max: 1e7, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const readings: fc.Arbitrary<TrafficReading> = fc.record({
  ratePerSecond: rate,
  unservedPerSecond: rate,
  inFlight: fc.nat(1e6),
  revision: fc.nat(),
  routers: fc.array(
    fc.record({
      account: fc.string(),
      id: fc.string({ unit: "binary" }),
      requests: fc.nat(),
      shares: fc.array(fc.record({ deployment: fc.string({ unit: "binary" }), observed: share, expected: share }), {
        maxLength: 30,
      }),
    }),
    { maxLength: 3 },
  ),
});

test("is never wider than it may be, whatever the names, and does not steer the terminal", () => {
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 200 }), (reading, width) => {
      const line = trafficLine(reading, width);
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

const reading: TrafficReading = {
  ratePerSecond: 16.21,
  unservedPerSecond: 0,
  inFlight: 3,
  revision: 7,
  routers: [
    {
      account: "local",
      id: "my-router",
      requests: 100,
      shares: [
        { deployment: "current-deployment", observed: 0.798, expected: 0.8 },
        { deployment: "new-deployment", observed: 0.202, expected: 0.2 },
      ],
    },
  ],
};

test.for([
  [
    120,
    "16.2 requests/s · 3 in flight · plan 7 · my-router: current-deployment 79.8 % (80) new-deployment 20.2 % (20)",
  ],
  [100, "16.2/s · 3 in flight · plan 7 · my-router: current-deployment 79.8 % (80) new-deployment 20.2 % (20)"],
  [79, "16.2/s · 3 in flight · plan 7 · curre…yment 79.8 % (80) new-d…yment 20.2 % (20)"],
  [60, "16.2/s · 3 in flight · plan 7 · curren…oyment 79.8 % (80) +1"],
  [40, "16.2/s · 3 in flight · plan 7"],
  [20, "16.2/s · 3… · plan 7"],
] as const)("in %i columns", ([width, line]) => {
  expect(trafficLine(reading, width)).toBe(line);
});

test("other routers are counted, and requests without an answer are told of", () => {
  const [router] = reading.routers;
  if (router === undefined) throw new Error("there is a router");
  const three = { ...reading, unservedPerSecond: 0.5, routers: [router, router, router] };
  expect(trafficLine(three, 150)).toBe(
    "16.2 requests/s (0.5 unserved) · 3 in flight · plan 7 · my-router: current-deployment 79.8 % (80) new-deployment 20.2 % (20) · +2 routers",
  );
});
