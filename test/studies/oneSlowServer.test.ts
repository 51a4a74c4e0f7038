import { expect, test } from "vitest";
import { meanInterval } from "../../src/statistics/meanInterval.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("one-slow-server");

/** By strategy, the share of answers within 1 s that was published, in per cent. */
const rows = [
  ["smooth-weighted-round-robin", "95"],
  ["least-request", "99"],
  ["least-outstanding", "99"],
  ["peak-ewma", "99.9"],
] as const;

/** Numbers of the points. */
const patient = 0;
const impatient = 1;

/** Slower than any answer of a server that does not pause. */
const slowMs = 1000;

// Quantiles of 60 000 requests for every seed: each lies far on one side of 1 s.
test.each([
  ["smooth-weighted-round-robin", "response:p95", "response:p99"],
  ["least-request", "response:p99", "response:p99.9"],
  ["least-outstanding", "response:p99", "response:p99.9"],
] as const)("%s is fast up to %s, and slow at %s", (strategy, fast, slow) => {
  expect(Math.max(...played.sample({ strategy, point: patient, measure: fast }))).toBeLessThan(slowMs / 5);
  expect(Math.min(...played.sample({ strategy, point: patient, measure: slow }))).toBeGreaterThan(2 * slowMs);
});

test("peak-ewma is fast up to the last thousandth", () => {
  const tail = played.sample({ strategy: "peak-ewma", point: patient, measure: "response:p99.9" });
  expect(Math.max(...tail)).toBeLessThan(slowMs / 5);
});

test("when the client gives up after 1 s, fewest fail under peak-ewma, then least loaded, then round robin", () => {
  for (const leastLoaded of ["least-outstanding", "least-request"] as const) {
    expectOrder(played, { point: impatient, measure: "errors:rate" }, [
      "peak-ewma",
      leastLoaded,
      "smooth-weighted-round-robin",
    ]);
  }
});

// Half of the time one request in eleven goes to the server that pauses: 1/22 fail, 95.45 % do not.
test("round robin fails as many as go to the slow server", () => {
  const { low, high } = meanInterval(failed("smooth-weighted-round-robin"), 1e-9);
  expect(low).toBeLessThan(1 / 22);
  expect(high).toBeGreaterThan(1 / 22);
  expect(high - low).toBeLessThan(0.005);
});

test("docs/studies.md has the quantiles and the successes", () => {
  expectOnPage(
    "one-slow-server",
    ["strategy", "p95, ms", "p99, ms", "p99.9, ms", "within 1 s, published", "success with a timeout of 1 s"],
    rows.map(([strategy, published]) => [
      strategy,
      ...["response:p95", "response:p99", "response:p99.9"].map((measure) =>
        withInterval(played.sample({ strategy, point: patient, measure })),
      ),
      `${published} %`,
      `${withInterval(
        failed(strategy).map((share) => 1 - share),
        0.01,
      )} %`,
    ]),
  );
});

function failed(strategy: (typeof rows)[number][0]): readonly number[] {
  return played.sample({ strategy, point: impatient, measure: "errors:rate" });
}
