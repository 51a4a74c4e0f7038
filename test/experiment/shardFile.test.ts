import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { scenarioFingerprint } from "../../src/experiment/scenarioFingerprint.ts";
import { parseScenarioText } from "../../src/experiment/scenarioText.ts";
import { readShard, writeShard } from "../../src/experiment/shardFile.ts";
import { build, dealtRun } from "./dealtRun.ts";

const run = await dealtRun(3);
const whole = run.shard({ index: 1, of: 1 }, [{ from: 0, to: 3 }]);
const text = writeShard(whole);

function message(changed: string, reader: string = build): string {
  const reading = readShard(changed, reader);
  return reading.kind === "mistake" ? reading.message : "it was read";
}

/** With something else in the shard and a checksum that fits. */
function forged(change: (shard: Record<string, unknown>) => void): string {
  const { shard } = JSON.parse(text);
  change(shard);
  const sha256 = createHash("sha256").update(JSON.stringify(shard)).digest("hex");
  return JSON.stringify({ format: "shuntyard-shard", version: 1, sha256, shard });
}

test("what was written is read, and written again is the same text", () => {
  const reading = readShard(text, build);
  expect(reading).toMatchObject({ kind: "shard", shard: { played: [{ from: 0, to: 3 }], seed: "7" } });
  if (reading.kind === "shard") expect(writeShard(reading.shard)).toBe(text);
});

test("a shard without any replication is read too", () => {
  const none = writeShard(run.shard({ index: 4, of: 5 }, []));
  expect(readShard(none, build)).toMatchObject({ kind: "shard", shard: { played: [] } });
});

test("a file that was laid out anew is read all the same", () => {
  expect(message(JSON.stringify(JSON.parse(text), null, 2))).toBe("it was read");
});

test("cut anywhere, it is refused", () => {
  fc.assert(
    fc.property(fc.nat({ max: text.length - 3 }), (length) => {
      expect(message(text.slice(0, length))).toMatch(/cut short, damaged or no JSON/);
    }),
  );
});

test("with any character changed, it is refused", () => {
  // The line end is no part of it, and white space means nothing to JSON: a letter may stand for any other.
  fc.assert(
    fc.property(fc.nat({ max: text.length - 2 }), fc.constantFrom("x", "1", '"', "}", "0"), (at, letter) => {
      fc.pre(text[at] !== letter);
      expect(message(text.slice(0, at) + letter + text.slice(at + 1))).not.toBe("it was read");
    }),
  );
});

test("whatever JSON it is given, it never throws", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(readShard(json, build).kind).toBe("mistake");
    }),
  );
});

test.for([
  ["a report", '{"format":"shuntyard-result","version":1}', /this is no shard: `shuntyard run --shard` writes those/],
  ["a later format", '{"format":"shuntyard-shard","version":2}', /a shard of format 2; .* reads format 1/],
  ["no shard within", '{"format":"shuntyard-shard","version":1,"sha256":""}', /its checksum is wrong/],
] as const)("%s is refused with the reason", ([, content, reason]) => {
  expect(message(content)).toMatch(reason);
});

test("a shard of another build is refused with both names", () => {
  expect(message(text, "shuntyard 0.2.0 on Node 20")).toBe(
    "played by shuntyard 0.0.0 on Node 20, but this is shuntyard 0.2.0 on Node 20: play and merge all shards with the same version",
  );
});

test.for([
  ["played", [{ from: 0, to: 2 }], /shard\.played: does not agree/],
  ["played", [{ from: 0, to: 4 }], /played\[0\]: beyond the 3 replications/],
  ["played", [{ from: 1, to: 1 }], /played\[0\]\.to: expected an integer >= 2/],
  ["number", "3/2", /shard\.number: expected such as 2\/5/],
  ["strategy", "magic", /there is no strategy "magic"/],
  ["fingerprint", "00", /its scenario dealt\.json is not the one that was played/],
  ["source", { path: "a.json", text: "{", traces: [] }, /its scenario a\.json cannot be read/],
  ["seed", 7, /shard\.seed: expected text/],
  ["tally", [], /tally: expected an object/],
] as const)("%s: %j makes no sense even under a right checksum", ([field, value, reason]) => {
  expect(message(forged((shard) => Object.assign(shard, { [field]: value })))).toMatch(reason);
});

test.for([
  ["requests", -1, /tally\.requests: expected an integer >= 0/],
  ["endings", [1], /tally\.endings: expected \d+ numbers, got 1/],
  ["latencies", [], /latencies: expected \d+ items, got 0/],
  ["rows", [["a", { span: 99, units: [1, 1], promise: "independent", picks: [1, 1, 1] }]], /the scenario has only/],
] as const)("a tally with %s %j is refused", ([field, value, reason]) => {
  const changed = forged(({ tally }) => {
    if (typeof tally === "object" && tally !== null) Object.assign(tally, { [field]: value });
  });
  expect(message(changed)).toMatch(reason);
});

test("the fingerprint of a scenario minds its meaning, traces included, and not how it is laid out", () => {
  const { source, scenario } = run.written;
  const fingerprintOf = (changed: Partial<typeof source>): string => {
    const reading = parseScenarioText({ ...source, ...changed });
    return reading.kind === "scenario" ? scenarioFingerprint(reading.scenario) : "mistakes";
  };
  const fingerprint = scenarioFingerprint(scenario);
  const { name, ...fields } = JSON.parse(source.text);
  expect(fingerprintOf({ text: JSON.stringify({ ...fields, name }, null, 4), path: "elsewhere.json" })).toBe(
    fingerprint,
  );
  expect(fingerprintOf({ text: source.text.replace("900ms", "0.9s") })).toBe(fingerprint);
  expect(fingerprintOf({ text: source.text.replace("900ms", "901ms") })).not.toBe(fingerprint);
  const traces = source.traces.map((trace) => ({ ...trace, text: trace.text.replace(",100,", ",101,") }));
  expect(fingerprintOf({ traces })).not.toBe(fingerprint);
});
