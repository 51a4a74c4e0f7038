import { spawnSync } from "node:child_process";
import { execPath } from "node:process";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/check/judge.ts";
import type { playSelectors as PlaySelectors } from "../../../src/check/selector/playSelectors.ts";
import type { SelectorJob, SelectorPlay } from "../../../src/check/selector/selectorJob.ts";
import { moduleFacts } from "../moduleFacts.ts";
import { promiseOf } from "../promiseOf.ts";
import { moduleFile, pickModule } from "./moduleFile.ts";

// Threads run compiled code only, so this suite takes the module from where it was built.
const built = new URL("../../../dist/check/selector/playSelectors.js", import.meta.url).href;
const { playSelectors }: { playSelectors: typeof PlaySelectors } = await import(built);

/** 3:2, three selectors with a thousand requests each. */
function jobFor(url: string, other: Partial<SelectorJob> = {}): SelectorJob {
  return {
    what: { kind: "module", url },
    deployments: [
      { name: "d0", replicas: 3, weight: 1 },
      { name: "d1", replicas: 2, weight: 1 },
    ],
    expectation: promiseOf([3, 2]),
    requests: 3000,
    instances: 3,
    seed: "1",
    workers: 2,
    ...other,
  };
}

async function played(url: string, other?: Partial<SelectorJob>): Promise<Extract<SelectorPlay, { kind: "played" }>> {
  const play = await playSelectors(jobFor(url, other));
  if (play.kind === "mistake") throw new Error(play.sentence);
  return play;
}

/** A right one, as the documentation of the interface shows it. */
const weighted = `
export function createSelector({ deployments, random }) {
  const total = deployments.reduce((sum, { weight, replicas }) => sum + weight * replicas, 0);
  return {
    pick() {
      let rest = random() * total;
      return deployments.findIndex(({ weight, replicas }) => (rest -= weight * replicas) < 0);
    },
  };
}
`;

/** Another, which calls nothing that could be spoilt. */
const rightWithout = `
export function createSelector({ deployments, random }) {
  const { length } = deployments;
  let total = 0;
  for (let j = 0; j < length; j++) total += deployments[j].replicas;
  return {
    pick() {
      let rest = random() * total;
      let j = 0;
      while (rest >= deployments[j].replicas) rest -= deployments[j++].replicas;
      return j;
    },
  };
}
`;

/** For selectors that never answer; anything else has the usual time. */
const impatient = { patienceMs: 1200 };

function limitsFor(text: string): NonNullable<SelectorJob["limits"]> {
  return { heapMb: 48, ...(text.includes("for (;;);") ? impatient : {}) };
}

describe("a module", () => {
  test("that draws by weight passes the judge", async () => {
    const { tally, notes, partial, broken } = await played(moduleFile(weighted), { requests: 600_000 });
    expect(judge(tally, { ...moduleFacts, instances: 3 }).verdict).toBe("pass");
    expect({ picks: tally.picks, notes, partial, broken }).toEqual({
      ...{ picks: 600_000, notes: [], partial: false },
      broken: undefined,
    });
  });

  test("gives the same report, byte for byte, on 1, 2 and 8 threads, also when one of its selectors fails", async () => {
    const fails = `if (instance >= 2 && index === 90) throw new Error("no"); console.log(instance, index); return index % 2;`;
    for (const url of [moduleFile(weighted), pickModule(fails)]) {
      const reports = await Promise.all(
        [1, 2, 8].map(async (workers) => {
          const { tally, notes, broken = "none" } = await played(url, { workers, instances: 6 });
          return JSON.stringify([judge(tally, { ...moduleFacts, instances: 6, broken, notes }), tally.state]);
        }),
      );
      expect(new Set(reports).size).toBe(1);
    }
  });

  test("may answer with names, and is given what the interface promises", async () => {
    const url = pickModule(`
      const right = deployments.map(({ name, replicas, weight }) => name + replicas + weight).join() === "d031,d121"
        && timeMs === index && instances === 3 && [0, 1, 2].includes(instance) && random() < 1;
      return right ? "d" + (index % 2) : "something is missing";
    `);
    const { tally } = await played(url);
    expect([...(tally.phases[0]?.totals ?? [])]).toEqual([1500, 1500]);
    expect(tally.state.strangers).toEqual([]);
  });

  test("has another stream for every selector, and the same one again for the same seed", async () => {
    const url = pickModule("return random() < 0.6 ? 0 : 1;");
    const heads = async (seed: string): Promise<readonly string[]> =>
      (await played(url, { seed })).tally.headsSoFar.map(([, head]) => head.join(""));
    const [first, again, other] = await Promise.all([heads("1"), heads("1"), heads("2")]);
    expect(again).toEqual(first);
    expect(new Set([...first, ...other]).size).toBe(6);
  });

  test("shares nothing between its selectors, not even its own variables", async () => {
    const url = moduleFile("let made = 0; export const createSelector = () => (made++, { pick: () => made - 1 });");
    expect([...((await played(url, { workers: 1 })).tally.phases[0]?.totals ?? [])]).toEqual([3000, 0]);
  });

  test("that names a deployment nobody promised is not broken: the judge hears of the stranger and where it was", async () => {
    const { tally, broken } = await played(pickModule(`return instance === 1 && index >= 6 ? "d7" : "d0";`));
    expect(broken).toBeUndefined();
    expect(tally.state.strangers).toEqual([["d7", { count: 994, first: { instance: 1, at: 7 } }]]);
    expect(judge(tally, { ...moduleFacts, instances: 3 }).verdict).toBe("fail");
  });

  test("stops when it is aborted, and what each selector has picked by then is kept, also of one that hangs", async () => {
    const stop = new AbortController();
    const url = pickModule("if (instance > 0 && index === 500) for (;;); return index % 2;");
    const onProgress: SelectorJob["onProgress"] = ({ picks }) => {
      if (picks === 2000) stop.abort();
    };
    const { tally, partial, broken } = await played(url, { signal: stop.signal, onProgress });
    expect({ partial, picks: tally.picks, broken }).toEqual({ partial: true, picks: 2000, broken: undefined });
    expect([...(tally.phases[0]?.totals ?? [])]).toEqual([1000, 1000]);
    expect(tally.headsSoFar.map(([instance, head]) => [instance, head.length])).toEqual([
      [0, 1000],
      [1, 500],
      [2, 500],
    ]);
  });

  test("that is aborted while a pick hangs has the request named in a note", async () => {
    const stop = new AbortController();
    const url = pickModule("if (index === 500) for (;;); return 0;");
    let looks = 0;
    const onProgress: SelectorJob["onProgress"] = ({ picks }) => {
      if (picks === 500 && ++looks === 8) stop.abort();
    };
    const { tally, notes } = await played(url, { signal: stop.signal, onProgress, instances: 1 });
    expect(tally.picks).toBe(500);
    expect(notes).toEqual([
      expect.stringMatching(
        /^When the check was interrupted, request 501 had been waiting for its pick for [1-9]\d*s\.$/,
      ),
    ]);
  });

  test("aborted before it began makes no picks", async () => {
    const { tally, partial } = await played(moduleFile(weighted), { signal: AbortSignal.abort() });
    expect({ picks: tally.picks, partial }).toEqual({ picks: 0, partial: true });
  });
});

describe("selectors that are very many", () => {
  const many = { instances: 50, requests: 500, limits: { threads: 8 } };

  test("share a limited number of threads, and nothing else, on any number of workers", async () => {
    const text = `
      import { threadId } from "node:worker_threads";
      let made = 0;
      const seen = new Set();
      export const createSelector = ({ instance, random }) => {
        made++;
        return {
          pick({ index }) {
            seen.add(index);
            if (made !== 1 || seen.size !== index + 1) return "shared";
            return index === 9 ? "thread " + threadId : random() < 0.6 ? 0 : 1;
          },
        };
      };
    `;
    // require() keeps what it has loaded by the name of the file.
    const required = text
      .replace(/import (.*) from (".*");/, "const $1 = require($2);")
      .replace("export const ", "exports.");
    const alone = await picksOf({ ...many, limits: { threads: 50 } }, moduleFile(text));
    for (const url of [moduleFile(text), moduleFile(required, "selector.cjs")]) {
      const [one, other] = await Promise.all([1, 7].map((workers) => picksOf({ ...many, workers }, url)));
      expect(one).toEqual(other);
      expect(one?.picks).toBe(450);
      expect(one?.threads).toEqual([..."7777777"].map((each) => `thread ${each}`).concat("thread 1"));
      // The stream of a selector is its own, whoever else is in its thread.
      expect(one?.heads).toEqual(alone.heads);
    }
  });

  test("name the one that fails, and those before it count", async () => {
    for (const how of ["throw new Error('no')", "process.exit(3)", "Promise.reject(3)"]) {
      const url = pickModule(`if (instance === 31 && index === 4) { ${how}; } return 0;`);
      const { tally, broken } = await played(url, many);
      expect(broken).toMatch(/^(request 5|after request 10) of selector 32: /);
      expect(tally.picks).toBe(how.startsWith("Promise") ? 320 : 314);
    }
  });

  async function picksOf(
    other: Partial<SelectorJob>,
    url: string,
  ): Promise<{ readonly picks: number; readonly threads: readonly string[]; readonly heads: readonly unknown[] }> {
    const { tally, broken } = await played(url, other);
    expect(broken).toBeUndefined();
    // Which thread has which number depends on which was started first.
    const threads = tally.state.strangers.map(([name, { count }]) => `${name.replace(/\d+/, "")}${count}`);
    return { picks: tally.picks, threads, heads: tally.headsSoFar };
  }
});

describe("a selector of a module that fails", () => {
  test.each([
    ["throws", `throw new TypeError("no way")`, /^pick\(\) threw TypeError: no way \(selector\.mjs:3:\d+\)$/],
    ["throws a text", `throw "\\u001b[31mno\\nway"`, /^pick\(\) threw "\\u001b\[31mno\\nway"$/],
    ["throws what cannot be looked at", "throw new Proxy({}, { getPrototypeOf() { throw 1; } })", /cannot be shown$/],
    [
      "returns nothing",
      "return;",
      /^pick\(\) returned undefined, expected the index of a deployment \(0 to 1\) or its/,
    ],
    ["returns no number", "return NaN;", /^pick\(\) returned NaN, expected/],
    ["returns an index too far", "return 2;", /^pick\(\) returned 2, expected/],
    ["returns an index below 0", "return -1;", /^pick\(\) returned -1, expected/],
    ["returns half a deployment", "return 0.5;", /^pick\(\) returned 0\.5, expected/],
    ["returns a promise", "return Promise.resolve(0);", /^pick\(\) returned a promise, expected/],
    ["returns an object", "return deployments[0];", /^pick\(\) returned an object, expected/],
    ["leaves", "process.exit(3);", /^pick\(\) left by process\.exit\(3\)$/],
    ["leaves as if all were well", "process.exit(0);", /^pick\(\) left by process\.exit\(0\)$/],
    ["takes all memory", "const all = []; for (;;) all.push({ index });", /^pick\(\) ran out of memory \(48 MiB\)$/],
    ["never answers", "for (;;);", /^pick\(\) gave no answer within 1\.2s$/],
    ["aborts", "process.abort();", /^pick\(\) threw TypeError: process\.abort\(\) is not supported in workers/],
  ])("by what it %s is told with its number and that of the request", async (_, body, sentence) => {
    const url = pickModule(`if (instance === 1 && index === 16) { ${body} } return 0;`);
    const { broken, tally, partial } = await played(url, { limits: limitsFor(body) });
    expect(broken).toMatch(/^request 17 of selector 2: /);
    expect(broken?.replace("request 17 of selector 2: ", "")).toMatch(sentence);
    expect(partial).toBe(false);
    // The first selector did all it was asked for; of the second the picks before count, whatever became of its thread.
    expect(tally.picks).toBe(1016);
    expect(judge(tally, { ...moduleFacts, instances: 3, broken: broken ?? "" }).verdict).toBe("fail");
  });

  test("has no number where there is only one", async () => {
    const { broken } = await played(pickModule("if (index === 4) return; return 0;"), { instances: 1 });
    expect(broken).toMatch(/^request 5: pick\(\) returned undefined/);
  });

  test("ends the play: those after it are not waited for, those before it are", async () => {
    const url = pickModule("if (instance === 2) throw 1; if (instance > 2) for (;;); return 0;");
    const { broken, tally } = await played(url, { instances: 5, requests: 5000, workers: 8 });
    expect(broken).toBe("request 1 of selector 3: pick() threw 1");
    expect(tally.picks).toBe(2000);
  });
});

describe("a module without a selector", () => {
  test.each([
    ["that does not exist", undefined, /selector\.mjs: there is no such file$/],
    ["with a mistake in its syntax", "export function (", /^selector\.mjs could not be loaded: SyntaxError: /],
    [
      "that throws when it is loaded",
      `throw new Error("no")`,
      /^selector\.mjs could not be loaded: Error: no \(selector/,
    ],
    [
      "that needs what is not there",
      `import "no-such-package";`,
      /^selector\.mjs could not be loaded: .*no-such-package/,
    ],
    ["that exports nothing", "", /expected it to export a function createSelector, got no export at all$/],
    ["that exports something else", "export const pick = 1; export default 2;", /, got default, pick$/],
    [
      "whose createSelector is no function",
      "export const createSelector = 7;",
      /to export a function createSelector, got one that is no function: createSelector is 7$/,
    ],
    [
      "whose createSelector throws",
      "export const createSelector = () => { throw new Error('no'); }",
      /threw Error: no \(/,
    ],
    [
      "whose createSelector returns nothing",
      "export const createSelector = () => {};",
      /a method pick, got undefined$/,
    ],
    ["whose createSelector is async", "export const createSelector = async () => ({});", /, got a promise$/],
    ["that leaves while it is loaded", "process.exit(0);", /^selector\.mjs left by process\.exit\(0\) before its/],
    ["that is never loaded", "for (;;);", /^selector\.mjs gave no answer within 1\.2s before its selector was made$/],
    ["that waits for ever", "await new Promise(() => {});", /^selector\.mjs waits for something that never happens/],
    [
      "that takes all memory",
      "const a = []; for (;;) a.push({});",
      /^selector\.mjs ran out of memory \(48 MiB\) before/,
    ],
    [
      "that fails behind its back",
      "setTimeout(() => { throw new Error('no') }); await new Promise(() => {});",
      /^selector\.mjs threw Error: no \(selector\.mjs:1:26\) in a callback of its own before its selector was made$/,
    ],
  ])("%s is a mistake of whoever asked", async (_, text, sentence) => {
    const url = text === undefined ? new URL("./selector.mjs", import.meta.url).href : moduleFile(text);
    const play = await playSelectors(jobFor(url, { limits: limitsFor(text ?? "") }));
    expect(play).toEqual({ kind: "mistake", sentence: expect.stringMatching(sentence) });
  });
});

describe("what a module does beside picking", () => {
  test("never reaches stdout or stderr", () => {
    const url = pickModule(`
      console.log("picked"); console.error("alas"); process.stdout.write("more\\n"); process.emitWarning("careful");
      setTimeout(() => console.log("too late"), 5);
      return 0;
    `);
    const job = { ...jobFor(url), expectation: { ...promiseOf([3, 2]), phases: [] } };
    const script = `
      import { playSelectors } from ${JSON.stringify(built)};
      const { expectation, ...job } = ${JSON.stringify(job)};
      const phase = { name: "always", fromMs: -Infinity, toMs: Infinity, units: [3, 2] };
      const { tally } = await playSelectors({ ...job, expectation: { ...expectation, phases: [phase] } });
      process.stdout.write(String(tally.picks));
    `;
    const { stdout, stderr, status } = spawnSync(execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: "3000", stderr: "", status: 0 });
  });

  test("is told in notes: the first five lines of each stream, what selectors write alike once", async () => {
    const url = moduleFile(`
      console.log("loaded");
      export const createSelector = () => ({
        pick({ index }) { console.log("request", index, "\\u001b[31m"); process.stderr.write("?"); return 0; },
      });
    `);
    const { notes } = await played(url);
    expect(notes).toEqual([
      "selector.mjs wrote to stdout: loaded",
      ...[0, 1, 2, 3].map((index) => `selector.mjs wrote to stdout: request ${index} \\u{1b}[31m`),
      "selector.mjs wrote more to stdout",
      `selector.mjs wrote to stderr: ${"?".repeat(199)}…`,
    ]);
  });

  test("is told in notes also of a selector that then leaves or never answers", async () => {
    for (const end of ["process.exit(1);", "for (;;);"]) {
      const { notes, broken } = await played(pickModule(`console.error("farewell"); ${end}`), {
        limits: limitsFor(end),
      });
      expect(notes).toEqual(["selector.mjs wrote to stderr: farewell"]);
      expect(broken).toMatch(/^request 1 of selector 1: /);
    }
  });

  test("finds no environment, no arguments and no input, and no ear for what it says to its parent", async () => {
    const url = moduleFile(`
      import { parentPort } from "node:worker_threads";
      process.stdin.on("data", () => {});
      parentPort.postMessage({ kind: "end", end: { kind: "mistake", sentence: "forged" } });
      const found = Object.keys(process.env).length + process.execArgv.length + process.argv.length - 2;
      export const createSelector = () => ({ pick: () => found });
    `);
    const { tally, broken } = await played(url);
    expect({ totals: [...(tally.phases[0]?.totals ?? [])], broken }).toEqual({ totals: [3000, 0], broken: undefined });
  });

  test("is over when its picks are made: nothing that it left running keeps the check waiting", async () => {
    const { tally } = await played(moduleFile(`setInterval(() => {}, 1000);${weighted}`));
    expect(tally.picks).toBe(3000);
  });

  test("harms nobody but itself: what it does to requests or to prototypes stays in its thread", async () => {
    const writes = pickModule("const answer = index % 2; arguments[0].index = 7; return answer;");
    expect([...((await played(writes)).tally.phases[0]?.totals ?? [])]).toEqual([1500, 1500]);
  });

  test("that spoils what all code shares spoils nothing but its own thread, and the report says so", async () => {
    const spoils = `
      const nobody = () => { throw new Error("spoilt"); };
      const spots = [];
      for (const holder of [Array, Function, Map, Set, String, Number, Promise, RegExp, Object, Uint16Array]) {
        for (const name of Object.getOwnPropertyNames(holder.prototype)) {
          const { value, writable } = Object.getOwnPropertyDescriptor(holder.prototype, name);
          // What Node itself calls is left alone here: who spoils that ends his thread.
          if (["constructor", "pop", "call", "apply"].includes(name)) continue;
          if (writable && typeof value === "function") spots.push([holder.prototype, name]);
        }
      }
      for (let i = 0; i < spots.length; i++) spots[i][0][spots[i][1]] = nobody;
      Math.floor = Math.max = Atomics.store = Atomics.wait = JSON.stringify = Reflect.apply = structuredClone = nobody;
      globalThis.Promise = 7; globalThis.Map = 7; globalThis.Array = 7;
    `;
    const spoilt = await played(moduleFile(`${rightWithout}\n${spoils}`), { requests: 600_000 });
    expect(spoilt.broken).toBeUndefined();
    expect(spoilt.tally.state).toEqual((await played(moduleFile(rightWithout), { requests: 600_000 })).tally.state);
    expect(judge(spoilt.tally, { ...moduleFacts, instances: 3 }).verdict).toBe("pass");
    expect(spoilt.notes).toEqual([
      expect.stringMatching(/^selector\.mjs changed .* and \d+ more, which all its code shares\.$/),
    ]);
  });

  test("that spoils what Node itself calls ends its own thread, and is told why", async () => {
    const { broken } = await played(moduleFile(`${rightWithout} Array.prototype.pop = () => { throw 7; };`));
    expect(broken).toMatch(
      /^after request 1000 of selector 1: selector\.mjs .*; before, selector\.mjs changed Array\.prototype\.pop$/,
    );
  });

  test("that spoils it and then fails is told so beside the failure, whose place says little", async () => {
    const text = `
      Array.prototype.map = () => { throw new Error("spoilt"); };
      export const createSelector = ({ deployments }) => ({ pick: () => deployments.map(() => 0)[0] });
    `;
    const { broken, notes } = await played(moduleFile(text));
    expect(broken).toMatch(
      /^request 1 of selector 1: pick\(\) threw Error: spoilt \(selector\.mjs:2:\d+\); before, selector\.mjs changed Array\.prototype\.map$/,
    );
    expect(notes).toEqual(["selector.mjs changed Array.prototype.map, which all its code shares."]);
  });

  test.each([
    ["rejects a promise that nobody handles", `Promise.reject(new Error("no"));`, /rejected a promise/],
    ["throws in the next round of the loop", `setImmediate(() => { throw new Error("no"); });`, /threw/],
    ["throws as soon as a timer can ring", `setTimeout(() => { throw new Error("no"); });`, /threw/],
    ["throws before anything else is done", `process.nextTick(() => { throw new Error("no"); });`, /threw/],
    ["leaves when it is no longer asked", "setImmediate(() => process.exit(0));", /left by process\.exit\(0\)/],
  ])("fails the check when it %s, and names the request after which it came to light", async (_, how, words) => {
    const { broken, tally } = await played(pickModule(`if (instance === 1 && index === 3) { ${how} } return 0;`));
    expect(broken).toMatch(/^after request 1000 of selector 2: selector\.mjs /);
    expect(broken).toMatch(words);
    expect(tally.picks).toBe(2000);
  });

  test.each([
    ["rejects", `Promise.reject(new Error("no"));`],
    ["throws", `setTimeout(() => { throw new Error("no"); });`],
  ])(
    "fails the check also when it %s while its selector is made, and not when it looks after that itself",
    async (_, how) => {
      const failing = `${how} ${weighted}`;
      const { broken } = await played(moduleFile(failing));
      expect(broken ?? "").toMatch(/^after request 1000 of selector 1: selector\.mjs .*Error: no \(selector\.mjs:1:/);
      const careful = `for (const fault of ["unhandledRejection", "uncaughtException"]) process.on(fault, () => {});`;
      expect((await played(moduleFile(`${careful} ${failing}`))).broken).toBeUndefined();
    },
  );
});

test("a module in TypeScript is played where Node takes it, and elsewhere told what to do", async () => {
  const url = moduleFile(
    `const first: number = 0; export const createSelector = () => ({ pick: () => first });`,
    "selector.ts",
  );
  const play = await playSelectors(jobFor(url));
  if ("typescript" in process.features && process.features.typescript) {
    expect(play).toMatchObject({ kind: "played" });
  } else {
    const sentence = /could not be loaded: .*; compile it to JavaScript, or use Node 22\.18 or later/;
    expect(play).toEqual({ kind: "mistake", sentence: expect.stringMatching(sentence) });
  }
});
