import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLimit } from "../../../src/scenario/checks/parseLimit.ts";
import { parseMetric } from "../../../src/scenario/checks/parseMetric.ts";
import { metricNames } from "../../../src/scenario/scenario.ts";

test("no text makes it throw, and what it refuses it explains", () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."p(95)<>= avgmsrate%/.{}:") }));
  fc.assert(
    fc.property(text, fc.constantFrom(...metricNames), (text, metric) => {
      for (const reading of [parseLimit(text, metric), parseMetric(text)]) {
        if (reading.kind === "mistake") expect(reading.message).toMatch(/^(expected|a metric is narrowed)/);
      }
    }),
  );
});

test("a quantile is a percentage, with spaces or without", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom("", " "), (hundredths, space) => {
      const text = `p(${hundredths / 100})${space}<=${space}2s`;
      expect(parseLimit(text, "response")).toEqual({
        kind: "limit",
        limit: { statistic: { kind: "quantile", q: hundredths / 10_000 }, comparison: "<=", bound: 2000 },
      });
    }),
  );
});

test.each([
  ["response", "p(95)<500ms", { kind: "quantile", q: 0.95 }, "<", 500],
  ["ttft", "p(99.9)<=1.5s", { kind: "quantile", q: 0.999 }, "<=", 1500],
  ["waiting", "avg<=2s", { kind: "avg" }, "<=", 2000],
  ["service", "med>10ms", { kind: "quantile", q: 0.5 }, ">", 10],
  ["service", "max<1m", { kind: "max" }, "<", 60_000],
  ["service", "min>=1ms", { kind: "min" }, ">=", 1],
  ["requests", "count>1000", { kind: "count" }, ">", 1000],
  ["requests", "rate>35/s", { kind: "rate" }, ">", 35],
  ["errors", "rate<1%", { kind: "rate" }, "<", 0.01],
] as const)("reads %s %s", (metric, text, statistic, comparison, bound) => {
  expect(parseLimit(text, metric)).toEqual({ kind: "limit", limit: { statistic, comparison, bound } });
});

test.each([
  ["response", "p(95)<500"],
  ["response", "p(95)==500ms"],
  ["response", "p(100)<1s"],
  ["response", "p(0)<1s"],
  ["response", "count>5"],
  ["response", "p95<500ms"],
  ["requests", "count>1.5"],
  ["requests", "rate>35"],
  ["errors", "rate<0.01"],
  ["errors", "rate<101%"],
  ["errors", "count<5"],
] as const)("refuses %s %s", (metric, text) => {
  expect(parseLimit(text, metric).kind).toBe("mistake");
});

test("a metric is of all deployments, or of one", () => {
  expect(parseMetric("errors")).toEqual({ kind: "metric", metric: { name: "errors" } });
  expect(parseMetric("ttft{deployment:new-deployment}")).toEqual({
    kind: "metric",
    metric: { name: "ttft", deployment: "new-deployment" },
  });
  expect(parseMetric("ttft{ deployment: a.b }")).toEqual({
    kind: "metric",
    metric: { name: "ttft", deployment: "a.b" },
  });
  expect(parseMetric("ttft{replica:3}").kind).toBe("mistake");
  expect(parseMetric("ttft{deployment:}").kind).toBe("mistake");
  expect(parseMetric("constructor").kind).toBe("mistake");
});
