import { expect, test } from "vitest";
import { type RunArguments, readRunRequest } from "../../src/cli/runRequest.ts";
import { strategyNames } from "../../src/routing/strategy.ts";

function mistakes(typed: Omit<RunArguments, "scenario">): readonly string[] {
  const reading = readRunRequest({ scenario: ["a.json"], ...typed });
  return reading.kind === "mistakes" ? reading.lines : [];
}

test("every mistake is told at once, with what was expected, what came and the nearest name", () => {
  const output = ["jnit=a.xml", "json", "json="];
  expect(mistakes({ replications: "0", seed: "xyz", strategy: "evenload", workers: ["1", "2"], output })).toEqual([
    '--replications: expected an integer from 1 to 100000, got "0"',
    '--seed: expected 1 to 32 hexadecimal digits, got "xyz"',
    `--strategy: expected ${strategyNames.join(" or ")}, got "evenload" (did you mean "even-load"?)`,
    "--workers: expected once, got 2 times",
    '--output: expected json or junit or md before the "=", got "jnit" (did you mean "junit"?)',
    '--output: expected a path, such as json=report.json, got "json"',
    '--output: expected a path, such as json=report.json, got "json="',
  ]);
});

test("replications and requests exclude each other", () => {
  expect(mistakes({ replications: "2", requests: "1e6" })).toEqual([
    "--replications and --requests: expected one of them, got both",
  ]);
});

test.for(["1.5", "-1", "1e", "ten", "", "0x10", "Infinity", "1e400"])("%j is no number of requests", (requests) => {
  expect(mistakes({ requests })).toHaveLength(1);
});

test("exponents are welcome", () => {
  const reading = readRunRequest({ scenario: ["a.json"], requests: "1e8" });
  expect(reading).toMatchObject({ kind: "request", request: { requests: 100_000_000, failCode: 1, json: false } });
});

test("a share, an engine and what belongs to them: contradictions are told", () => {
  const redis = "redis://queue";
  expect(mistakes({ shard: "0/5" })).toEqual(['--shard: expected such as 2/5, from 1/5 to 5/5, got "0/5"']);
  expect(mistakes({ shard: "1/5", engine: "bullmq", redis, workers: "2" })).toEqual([
    "--shard and --engine bullmq: expected one of them, got both",
    "--workers: with --engine bullmq, say --concurrency to each `shuntyard worker`",
  ]);
  expect(mistakes({ engine: "bulmq" })).toEqual([
    '--engine: expected threads or bullmq, got "bulmq" (did you mean "bullmq"?)',
  ]);
  expect(mistakes({ engine: "bullmq" })).toEqual([expect.stringMatching(/^--redis: expected the address/)]);
  expect(mistakes({ redis })).toEqual(["--redis: only with --engine bullmq"]);
  expect(mistakes({ output: ["shard=a"] })).toEqual([
    "--output shard=PATH: only with --shard i/N; 1/1 is the whole run",
  ]);
  expect(mistakes({ shard: "1/5", output: ["json=a"] })).toEqual([
    '--output: expected shard before the "=", got "json"',
  ]);
});
