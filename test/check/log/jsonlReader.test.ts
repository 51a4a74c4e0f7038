import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTime } from "../../../src/check/log/parseTime.ts";
import { type Entries, entriesOf, firstOnly, readText } from "./readText.ts";

const names = ["a", "b", "déjà", 'quo"ted', "\ufffd", "deployment"];
const fields = ["deployment", "d", "dé", "a.b", "x-served-by", "a/b", ":", ",", "", 'a"b', "__proto__", "{"] as const;

/** A reader that parses every line: what the quick one must agree with. */
function readPlainly(text: string, field: string, timeField?: string): Entries {
  const tally = firstOnly(names);
  let startMs: number | undefined;
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const object = parse(line);
    const name = at(object ?? {}, field);
    const reason = object === undefined ? "not a JSON object" : reasonAgainst(name, JSON.stringify(field));
    const ms = reason === undefined ? timeIn(object ?? {}, timeField) : undefined;
    startMs ??= ms;
    const deployment = names.indexOf(String(name));
    if (reason !== undefined) tally.unattributed(reason, i + 1);
    else if (deployment < 0) tally.stranger(String(name), i + 1);
    else if (timeField === undefined) tally.pick(deployment, i + 1);
    else if (ms === undefined) tally.unattributed(`no readable time in field "${timeField}"`, i + 1);
    else tally.pickAt(deployment, i + 1, ms - (startMs ?? 0), Math.floor((ms - (startMs ?? 0)) / 1000));
  }
  return entriesOf(tally);
}

function timeIn(object: object, field: string | undefined): number | undefined {
  const time = field === undefined ? undefined : at(object, field);
  return typeof time === "string" || typeof time === "number" ? parseTime(String(time)) : undefined;
}

function reasonAgainst(name: unknown, field: string): string | undefined {
  if (name === undefined) return `no field ${field}`;
  if (typeof name !== "string") return `field ${field} is not a string`;
  return name === "" || name === "-" ? `field ${field} is empty` : undefined;
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function at(object: object, field: string): unknown {
  if (Object.hasOwn(object, field)) return Object.entries(object).find(([key]) => key === field)?.[1];
  const dot = field.indexOf(".");
  const inner: unknown = dot < 0 ? undefined : at(object, field.slice(0, dot));
  return typeof inner === "object" && inner !== null ? at(inner, field.slice(dot + 1)) : undefined;
}

const space = fc.constantFrom("", "", "", " ", "\t", "  ", "\r");
const key = fc.constantFrom(...fields, "other", "ts", "a", 'x"deployment', "my_deployment", "deployment2");
const text = fc.oneof(
  fc.constantFrom(
    ...names,
    ...fields,
    "",
    "-",
    "stranger",
    '"deployment":"b"',
    ',"deployment":"b",',
    "{",
    "}",
    "[",
    "\u2028",
  ),
  fc.string(),
);

/** A string as JSON can write it: as it is, or with every character escaped. */
const token = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(value, fc.integer({ min: 0, max: 9 })).map(([string, how]) => {
    if (how === 0) {
      const units = Array.from({ length: string.length }, (_, i) => string.charCodeAt(i).toString(16).padStart(4, "0"));
      return `"${units.map((unit) => `\\u${unit}`).join("")}"`;
    }
    return how === 1 ? JSON.stringify(string).replaceAll("/", "\\/") : JSON.stringify(string);
  });

const { object } = fc.letrec<{ readonly value: string; readonly object: string; readonly list: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    token(text),
    fc.constantFrom(
      "1",
      "-2.5e3",
      "true",
      "null",
      "1795371071",
      '"2026-11-22T18:11:11.5Z"',
      '"22/Nov/2026:18:11:12 +0000"',
    ),
    tie("object"),
    tie("list"),
  ),
  object: fc
    .array(fc.tuple(space, token(key), space, space, tie("value"), space), { maxLength: 5 })
    .map((members) => `{${members.map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`).join(",")}}`),
  list: fc.array(tie("value"), { maxLength: 3 }).map((values) => `[${values.join(", ")}]`),
}));

const escaped = (string: string): string =>
  `"${Array.from(string, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`;

/** A name under the field, among other members: the usual case. The field may come twice, once written in escapes. */
const usual = fc
  .tuple(
    fc.constantFrom(...fields),
    fc.array(token(fc.constantFrom(...names)), { minLength: 2, maxLength: 2 }),
    object,
    object,
  )
  .chain(([field, [first = "", second = ""], before, after]) => {
    const plain = `${JSON.stringify(field)}:${first},"ts":1795371071`;
    const other = `${JSON.stringify(field)}:${second}`;
    const inEscapes = `${escaped(field)}:${second}`;
    const others = [before, after].map((members) => members.slice(1, -1).trim());
    return fc
      .constantFrom([plain], [plain], [plain, other], [plain, inEscapes], [inEscapes, plain], [inEscapes])
      .map((own) => `{${[others[0], ...own, others[1]].filter((part) => part !== "").join(",")}}`);
  });

const jsonLine = fc.tuple(space, fc.oneof(object, usual), space).map((parts) => parts.join(""));
/** What is surely not taken for an object: it does not begin or does not end like one. */
const brokenLine = fc.oneof(
  fc.tuple(jsonLine, fc.nat()).map(([line, cut]) => {
    const trimmed = line.trim();
    return trimmed.slice(0, trimmed.indexOf("}") < 0 ? 0 : 1 + (cut % trimmed.indexOf("}"))).replace(/[}\s]+$/, "");
  }),
  jsonLine.map((line) => `x${line}`),
  fc.constantFrom("", "  ", "null", '"deployment"', "[]", '[{"deployment":"a"}]', "GET / 200", "\u0000\u0000"),
);
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: jsonLine }, { weight: 1, arbitrary: brokenLine }), {
  maxLength: 12,
});

describe("reading JSON lines", () => {
  test("finds in every line what JSON.parse finds in it", async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom(...fields), async (log, field) => {
        const whole = log.map((line) => `${line}\n`).join("");
        const entries = await readText(whole, { kind: "jsonl", field }, { deployments: names });
        expect(entries).toMatchObject(readPlainly(whole, field));
      }),
      { numRuns: 1000 },
    );
  });

  test("finds times as JSON.parse does", async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom("ts", "d", "a.b"), async (log, timeField) => {
        const whole = log.map((line) => `${line}\n`).join("");
        const format = { kind: "jsonl", field: "deployment", timeField } as const;
        const timing = { startMs: "first", windowMs: 1000 } as const;
        const entries = await readText(whole, format, { deployments: names, timing });
        expect(entries).toMatchObject(readPlainly(whole, "deployment", timeField));
      }),
      { numRuns: 500 },
    );
  });

  test("a line that is cut anywhere is never a pick", async () => {
    await fc.assert(
      fc.asyncProperty(usual, fc.nat(), async (line, cut) => {
        const beginning = line.slice(0, 1 + (cut % (line.length - 1)));
        const { picks, strangers } = await readText(
          beginning,
          { kind: "jsonl", field: "deployment" },
          { deployments: names },
        );
        const isObject = parse(beginning) !== undefined;
        expect([picks.length, strangers.length], beginning).toEqual([0, 0]);
        expect(isObject).toBe(false);
      }),
    );
  });

  test("reads a gateway's log, line by line", async () => {
    const log = [
      '{"ts":1,"deployment":"a","status":200}',
      '{"ts":2,"usage":{"deployment":"x"},"deployment": "b"}',
      "",
      '{"ts":3,"status":503}',
      '{"ts":4,"deployment":null}',
      '{"ts":5,"deployment":"c"}',
      '{"ts":6,"deployment":"-"}',
      "panic: out of memory",
      '{"ts":7,"deployment":"a","status":200}',
    ].join("\r\n");
    const { reading, picks, strangers, unattributed } = await readText(log, { kind: "jsonl", field: "deployment" });
    expect(reading).toEqual({ kind: "read", bytes: Buffer.byteLength(log), lines: 9, partial: false });
    expect(picks).toEqual(["a", "b", "a"]);
    expect(strangers).toEqual([["c", 1, 6]]);
    expect(unattributed).toEqual([
      ['no field "deployment"', 1, 4],
      ['field "deployment" is not a string', 1, 5],
      ['field "deployment" is empty', 1, 7],
      ["not a JSON object", 1, 8],
    ]);
  });

  test.each([
    ["22\\/Nov\\/2026:18:11:11 +0000", 1],
    ["2026-11-22T18:11:11\\u005a", 1],
  ])("reads the time %s, which is written with escapes", async (time, picks) => {
    const line = `{"deployment":"a","ts":"${time}"}`;
    const format = { kind: "jsonl", field: "deployment", timeField: "ts" } as const;
    expect((await readText(line, format, { timing: { startMs: "first" } })).picks).toHaveLength(picks);
  });

  test.each([
    ["the last of several", '{"a.b":"b","a.b":"a"}'],
    ["the last of several, in whatever way it is written", '{"a.b":"b","\\u0061.b":"a"}'],
    ["a key and not the end of another", '{"a.b":"a","x\\"a.b":"b"}'],
    ["a key and not an item of a list", '{"a.b":"a","x":["a.b","b","b"]}'],
    ["a literal name with dots before a path", '{"a":{"b":"b"},"a.b":"a"}'],
    ["a path where there is no such name", '{"a":{"b":"a"}}'],
    ["a path into a list", '{"x":0,"a":{"b":"a"}}'],
  ])("takes %s", async (_, line) => {
    expect((await readText(`${line}\n`, { kind: "jsonl", field: "a.b" })).picks).toEqual(["a"]);
  });

  test("a field behind many braces and quotes is still found", async () => {
    const line = `{"x":${'{"y":['.repeat(200)}${"]}".repeat(200)},"deployment":"a","z":"}"}`;
    expect((await readText(line, { kind: "jsonl", field: "deployment" })).picks).toEqual(["a"]);
  });
});
