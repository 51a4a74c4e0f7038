import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckArguments } from "../../../src/cli/check/checkArguments.ts";
import type { CheckRequest } from "../../../src/cli/check/checkRequest.ts";
import { readCheckRequest } from "../../../src/cli/check/readCheckRequest.ts";

const schedule = JSON.stringify({
  version: 1,
  phases: [
    { at: "0s", expect: { a: 1 } },
    { at: "5m", expect: { a: 4, b: 1 } },
  ],
});
const ports = {
  environment: { TOKEN: "secret" },
  readFile: (path: string) =>
    path === "plan.json"
      ? ({ kind: "text", text: schedule } as const)
      : ({ kind: "unreadable", reason: "ENOENT: no such file or directory" } as const),
};

function read(typed: CheckArguments): CheckRequest {
  const reading = readCheckRequest(typed, ports);
  if (reading.kind === "mistakes") throw new Error(reading.lines.join("\n"));
  return reading.request;
}

function mistakes(typed: CheckArguments): readonly string[] {
  const reading = readCheckRequest(typed, ports);
  return reading.kind === "mistakes" ? reading.lines : [];
}

describe("a check of a selector", () => {
  test("promises the split by replicas and weights, as independent draws, with as many picks as that takes", () => {
    const { expectation, source } = read({ replicas: "3,2" });
    expect(expectation).toMatchObject({
      deployments: ["a", "b"],
      order: "independent",
      flake: 1e-9,
      miss: 1e-6,
      strayLimit: 1,
    });
    expect(expectation.phases.map(({ units }) => units)).toEqual([[3, 2]]);
    expect(source).toMatchObject({ kind: "selector", requests: 1_000_000, instances: 8, seed: "1" });
    expect(read({ weights: "big=0.1,small=0.05", replicas: "big=2,small=4" }).expectation.phases[0]?.units).toEqual([
      4, 4,
    ]);
    expect(read({ weights: "999,1" }).source).toMatchObject({ kind: "selector" });
    expect(read({ replicas: "3,2", strategy: "even-load" }).expectation.order).toBe("any");
    expect(read({ replicas: "3,2", strategy: "stride" }).expectation.order).toBe("smooth");
    expect(read({ replicas: "3,2", strategy: "maglev" }).expectation.order).toBe("independent");
    const weightless = read({ replicas: "a=3,b=2,c=1", weights: "a=1,b=7,c=0", strategy: "random-replica" });
    expect(weightless.expectation.phases[0]?.units).toEqual([3, 2, 0]);
    expect(read({ replicas: "3,2", module: "./mine.mjs", maxRequests: "5000" }).source).toMatchObject({
      what: { kind: "module", path: "./mine.mjs" },
      requests: 5000,
    });
  });

  test("may be held against another promise, in its own order", () => {
    expect(read({ replicas: "a=3,b=2", expect: "b=60%,a=40%" }).expectation).toMatchObject({
      deployments: ["a", "b"],
      phases: [{ units: [2, 3] }],
    });
    expect(mistakes({ replicas: "a=3,b=2", expect: "c=1" })).toEqual([
      '--expect: "c" is not among the deployments of the selector',
    ]);
  });

  test("keeps any ratio exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 999 }), { minLength: 1, maxLength: 6 }), (counts) => {
        fc.pre(counts.some((count) => count > 0));
        const [phase] = read({ replicas: counts.join(",") }).expectation.phases;
        const total = phase?.units.reduce((sum, unit) => sum + unit, 0) ?? 0;
        const all = counts.reduce((sum, count) => sum + count, 0);
        for (const [j, count] of counts.entries()) expect((phase?.units[j] ?? 0) * all).toBe(count * total);
      }),
    );
  });
});

describe("the replay command", () => {
  test("does the same check again, and tells no key", () => {
    const typed = { target: "http://h/", byHeader: "x", expect: "a=1,b=1", header: ["Authorization: Bearer ${TOKEN}"] };
    expect(read(typed).replay).toBe(
      "shuntyard check --target http://h/ --by-header x --expect a=1,b=1 --header 'Authorization: Bearer ${TOKEN}'",
    );
    expect(read(typed).source).toMatchObject({ headers: { Authorization: "Bearer secret" } });
    expect(read({ ...typed, header: ["x-api-key: 12345"] }).replay).toContain("'x-api-key: …'");
    expect(read({ replicas: "3,2", workers: "2", quiet: true }).replay).toBe("shuntyard check --replicas 3,2 --seed 1");
  });
});

describe("mistakes", () => {
  test("are told all at once", () => {
    expect(
      mistakes({
        log: "x.jsonl",
        expect: "a=60%,b=50%",
        margin: "1%",
        flake: "0",
        workers: "2",
        window: "5",
        field: "x",
        column: "y",
      }),
    ).toEqual([
      "--workers: goes with a selector or --module, not with --log",
      "--expect: expected shares that make 100% together, got 110%",
      "--log: expected one of --field NAME (JSON lines), --column NAME (CSV) and --pattern REGEX (any text), got 2",
      '--window: expected a duration above 0 such as "1m", got "5"',
      '--margin: expected a margin such as "1pp" (percentage points), above 0 and at most 50pp, got "1%"',
      '--flake: expected a false-alarm rate such as 1e-9, above 0 and at most 0.1, got "0"',
    ]);
  });

  test.each([
    [{}, /expected something to check: --replicas 3,2/],
    [{ counts: "a=1", log: "x", expect: "a=1" }, /expected one source, got 2/],
    [{ counts: "a=1" }, /--expect: missing/],
    [{ counts: "a=1.5,b=2", expect: "a=1,b=1" }, /--counts: expected whole counts/],
    [{ counts: "a=NaN,b=2", expect: "a=1,b=1" }, /--counts: expected whole counts/],
    [{ counts: "a=-1,b=2", expect: "a=1,b=1" }, /--counts: expected whole counts/],
    [{ counts: "a=1,a=2", expect: "a=1,b=1" }, /"a" twice/],
    [{ counts: "a=1,b=2", expect: "a=1,b=1", independent: true }, /counts do not tell the order/],
    [{ counts: "a=1,b=2", expect: "a=0,b=0" }, /at least one amount above 0/],
    [{ counts: "a=1,b=2", expect: "a=1,b=50%" }, /cannot be compared/],
    [{ counts: "a=1,b=2", expect: "plan.json" }, /counts have no times/],
    [{ replicas: "3,2", expect: "plan.json" }, /does not change/],
    [{ replicas: "3,2", expect: "missing.json" }, /missing.json cannot be read: ENOENT/],
    [{ replicas: "3,two" }, /--replicas: expected replica counts/],
    [{ replicas: "0,0" }, /above 0/],
    [{ replicas: "a=3,2" }, /a name for all amounts or for none/],
    [{ replicas: "3,2", weights: "0,0" }, /above 0/],
    [{ replicas: "3,2", weights: "1,2,3" }, /expected 2 amounts/],
    [{ replicas: "3,2", independent: true, smooth: true }, /one of them at most/],
    [{ replicas: "3,2", within: "2" }, /together with --smooth/],
    [{ replicas: "3,2", requests: "0" }, /--requests: expected an integer/],
    [{ log: "x", expect: "plan.json", field: "f" }, /--time-field: missing/],
    [{ log: "x", expect: "plan.json", field: "f", timeField: "t", settle: "10m" }, /^$/],
    [{ log: "x", expect: "a=1", pattern: "(" }, /--pattern/],
    [{ log: "x", expect: "a=1", pattern: "a(.*)" }, /deployment/],
    [{ target: "ftp://h", expect: "a=1", byHeader: "x" }, /http or https/],
    [{ target: "http://h", expect: "a=1" }, /--by-header NAME/],
    [{ target: "http://h", expect: "a=1", byHeader: "x y" }, /name of a header/],
    [{ target: "http://h", expect: "a=1", byHeader: "x", header: ["nonsense"] }, /"Name: value"/],
    [{ target: "http://h", expect: "a=1", byHeader: "x", header: ["a: ${NOT_THERE}"] }, /no variable NOT_THERE/],
    [{ target: "http://h", expect: "a=1", byHeader: "x", rate: "50" }, /a rate above 0/],
    [{ replicas: "3,2", output: ["pdf=x"] }, /json or junit or md/],
  ] as const)("%j", (typed, expected) => {
    const lines = mistakes(typed);
    expect(lines.join("\n")).toMatch(expected);
  });
});
