import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { registerHistogram } from "../../../src/gateway/door/registerHistogram.ts";
import { TimeHistogram } from "../../../src/gateway/door/timeHistogram.ts";

const about = { name: "duration_seconds", help: 'What it is, with a "quote".' };
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const milliseconds = fc.oneof(
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.constantFrom(...buckets.map((seconds) => seconds * 1000)),
);

test("a registry shows it word for word as a histogram of prom-client that has seen the same times", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.array(milliseconds, { minLength: 1 })), async (times) => {
      const theirs = new Registry();
      const histogram = new Histogram({ ...about, buckets, labelNames: ["router"], registers: [theirs] });
      const ours = new Registry();
      const kept = Object.entries(times).map(([router, each]) => {
        const seen = new TimeHistogram();
        for (const time of each) {
          histogram.observe({ router }, time / 1000);
          seen.keep(time);
        }
        return { labels: { router }, times: seen };
      });
      registerHistogram(ours, about.name, about.help, () => kept);
      const lines = (text: string): readonly string[] => text.split("\n").sort();
      expect(lines(await ours.metrics())).toEqual(lines(await theirs.metrics()));
      const json = async (registry: Registry): Promise<unknown> => {
        const [metric] = await registry.getMetricsAsJSON();
        return { name: metric?.name, type: metric?.type, count: metric?.values.length };
      };
      expect(await json(ours)).toEqual(await json(theirs));
    }),
  );
});

test("a time counts for every bound that it does not exceed", () => {
  const times = new TimeHistogram();
  for (const time of [5, 5.1, 700_000]) times.keep(time);
  expect(times.buckets().filter(({ le }) => le === 0.005 || le === 0.01 || le === "+Inf")).toEqual([
    { le: 0.005, count: 1 },
    { le: 0.01, count: 2 },
    { le: "+Inf", count: 3 },
  ]);
});
