import fc from "fast-check";
import { expect, test } from "vitest";
import { contradictions, type Fault, separateFaults, sound, strategyFaults, withFaults } from "./faults.ts";
import { gradualMigration } from "./gradualMigration.ts";
import { mistakesIn } from "./parsed.ts";

const withoutPlace = (line: string): string => line.replace(/^\d+:\d+ /, "");

/** A mistake with its offset in a text of several lines. */
function offsetOf(text: string, mistake: string): number {
  const [line = 0, column = 0] = mistake.split(/[: ]/).map(Number);
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

test("the sound scenario has no mistake", () => {
  expect(mistakesIn(JSON.stringify(sound))).toEqual([]);
});

test.each(
  [...separateFaults, ...strategyFaults, ...contradictions].map((fault): [string, Fault] => [
    fault.said.join(" + "),
    fault,
  ]),
)("says of one fault: %s", (_, fault) => {
  expect(mistakesIn(JSON.stringify(withFaults([fault]))).map(withoutPlace)).toEqual(fault.said);
});

test("all faults are told at once, in the order of the text", () => {
  fc.assert(
    fc.property(fc.subarray([...separateFaults]), (faults) => {
      const text = JSON.stringify(withFaults(faults), undefined, 2);
      const mistakes = mistakesIn(text);
      expect(mistakes.map(withoutPlace).toSorted()).toEqual(faults.flatMap(({ said }) => said).toSorted());
      const offsets = mistakes.map((mistake) => offsetOf(text, mistake));
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    }),
  );
});

test("a contradiction in one section is told beside a fault of form in another", () => {
  const formal = separateFaults.filter(({ path }) => path[0] === "traffic" || path[0] === "seed");
  const faults = [...formal, ...contradictions.filter(({ path }) => path[0] === "timeline").slice(0, 1)];
  const mistakes = mistakesIn(JSON.stringify(withFaults(faults))).map(withoutPlace);
  expect(mistakes.toSorted()).toEqual(faults.flatMap(({ said }) => said).toSorted());
});

test("a mistake stands where the value stands, or the name of a field that should not be there", () => {
  for (const fault of separateFaults.filter(({ value }) => typeof value !== "object")) {
    const text = JSON.stringify(withFaults([fault]), undefined, 2);
    const [mistake = ""] = mistakesIn(text);
    const there = text.slice(offsetOf(text, mistake));
    const key = JSON.stringify(fault.path.at(-1));
    expect(there.startsWith(mistake.includes("unknown field") ? key : JSON.stringify(fault.value))).toBe(true);
  }
});

test("a field that is missing is told at the object that lacks it", () => {
  const text = gradualMigration.replace('"strategy": "weighted-random", "deployments": ["current-deployment"]', "");
  expect(mistakesIn(text.replace('"my-router",', '"my-router"'))).toEqual([
    "2:14 router.deployments: missing: expected a list",
  ]);
});

test("duplicate keys are told, wherever they are", () => {
  const text = gradualMigration
    .replace('"version": 1', '"version": 1, "version": 1')
    .replace('"kind": "conforms"', '"kind": "conforms",\n "kind": "conforms"');
  expect(mistakesIn(text)).toEqual([
    "1:45 version: duplicate key: it is there already in line 1",
    "13:2 checks[1].kind: duplicate key: it is there already in line 12",
  ]);
});

test("a name that JavaScript keeps for itself is no field", () => {
  expect(
    mistakesIn(gradualMigration.replace('"new-deployment":  ', '"__proto__": {}, "new-deployment":')).length,
  ).toBeGreaterThan(0);
  expect(mistakesIn(gradualMigration.replace('"version": 1', '"version": 1, "__proto__": {}'))[0]).toMatch(
    /^1:45 __proto__: /,
  );
  expect(mistakesIn(gradualMigration.replace('"version": 1', '"version": 1, "constructor": {}'))[0]).toMatch(
    /^1:45 constructor: unknown field/,
  );
});

test("mistakes of a broken entry do not make its id or its deployment unknown to others", () => {
  const faults = [
    { path: ["timeline", 1, "deployments"], value: 5 },
    { path: ["checks", 3, "from"], value: 5 },
    { path: ["fleet", "new", "replicas"], value: "one" },
  ];
  const said = mistakesIn(JSON.stringify(withFaults(faults))).map(withoutPlace);
  expect(said.map((line) => line.split(":")[0])).toEqual([
    "fleet.new.replicas",
    "timeline[1].deployments",
    "checks[3].from",
  ]);
});

test("more than a thousand mistakes are counted, not told", () => {
  const many = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`field-${i}`, 1]));
  const said = mistakesIn(JSON.stringify({ ...sound, ...many }));
  expect(said).toHaveLength(1001);
  expect(said.at(-1)).toMatch(/and 500 more mistakes from here on$/);
});

test.each([
  ["", "1:1: not valid JSON: the file is empty"],
  ['{"a": 1,}', '1:9: not valid JSON: did not expect "}" here; no comma may stand before it'],
  ["{'a': 1}", '1:2: not valid JSON: did not expect "\'" here; strings take double quotes'],
  [
    '{\n  // why\n  "a": 1\n}',
    '2:3: not valid JSON: did not expect "/" here; JSON has no comments, a "description" can say it',
  ],
  ['{"a": tru}', '1:7: not valid JSON: did not expect "tru" here'],
  ['{"a": [1, 2', '1:12: not valid JSON: the text ends before the "[" of line 1, column 7 is closed'],
  ['{"a": "b', "1:9: not valid JSON: the text ends inside a string"],
  ['{"a": "b\n"}', "1:9: not valid JSON: a string may not hold a raw line break or control character"],
  ["[]", "1:1: expected an object with the fields of a scenario, got an empty list"],
])("says of %j: %s", (text, said) => {
  expect(mistakesIn(text)).toEqual([said]);
});

test("what a message repeats cannot steer a terminal", () => {
  const nasty = '"\\u001b[31m\\u0007\\u009b\\u202e"';
  const said = mistakesIn(gradualMigration.replace('"gradual-migration-80-20"', nasty).replace('"seed"', nasty)).join(
    "\n",
  );
  expect(said).toContain("\\u001b[31m\\u0007\\u{9b}\\u{202e}");
  expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});
