import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMeasure } from "../../../src/scenario/checks/parseMeasure.ts";

test.each([
  ["response:p95", { name: "response" }, { kind: "quantile", q: 0.95 }],
  ["response:p(99.9)", { name: "response" }, { kind: "quantile", q: 0.999 }],
  ["ttft{deployment:new-one}:avg", { name: "ttft", deployment: "new-one" }, { kind: "avg" }],
  ["waiting : med", { name: "waiting" }, { kind: "quantile", q: 0.5 }],
  ["errors:rate", { name: "errors" }, { kind: "rate" }],
  ["requests:count", { name: "requests" }, { kind: "count" }],
])("%s is a statistic of a metric", (text, metric, statistic) => {
  expect(parseMeasure(text)).toEqual({ kind: "measure", measure: { text, metric, statistic } });
});

test.each([
  ["response", 'expected "response:" and p95 or another percentile, avg, min, med or max, got "response"'],
  ["response:p0", 'expected "response:" and p95'],
  ["response:rate", 'expected "response:" and p95'],
  ["errors:avg", 'expected "errors:rate", got "errors:avg"'],
  ["latency:p95", '(did you mean "response"?)'],
  ["ttft{model:x}:avg", "a metric is narrowed by {deployment:name} alone"],
  ["", "expected a metric such as"],
])("%j is told what was expected", (text, message) => {
  expect(parseMeasure(text)).toMatchObject({ kind: "mistake", message: expect.stringContaining(message) });
});

test("no text makes it throw", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseMeasure(text)));
});
