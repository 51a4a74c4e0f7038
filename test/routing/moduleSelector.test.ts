import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { type LoadedModule, ModuleSelector } from "../../src/routing/moduleSelector.ts";
import { routingTable } from "../../src/routing/routingTable.ts";
import type { CheckedRequest, SelectorSetting } from "../../src/routing/selectorModule.ts";

const table = routingTable(1, [
  { deployment: "current", ready: 3, weight: 1 },
  { deployment: "new", ready: 2, weight: 0.5 },
  { deployment: "empty", ready: 0, weight: 1 },
]);
const random = (): ReturnType<typeof namedStream> => namedStream("7f3a", "router", 0);

function module(pick: (request: CheckedRequest, setting: SelectorSetting) => number | string): LoadedModule {
  return {
    file: "./mine.mjs",
    createSelector: (setting) => ({ pick: (request) => pick(request, setting) }),
  };
}

describe("a selector that is a module", () => {
  it("sends a request to a ready replica of the deployment that it names, by index or by name", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, "current", "new"), (answer) => {
        const slot = new ModuleSelector(
          module(() => answer),
          table,
          undefined,
        ).pick(random(), idleLoad);
        const [from, to] = answer === 0 || answer === "current" ? [0, 3] : [3, 5];
        expect(slot).toBeGreaterThanOrEqual(from);
        expect(slot).toBeLessThan(to);
      }),
    );
  });

  it("comes to each ready replica of it as often: no more than 5.5 standard deviations apart in 30,000", () => {
    const selector = new ModuleSelector(
      module(() => 0),
      table,
      undefined,
    );
    const chance = random();
    const picks = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const slot = selector.pick(chance, idleLoad);
      picks[slot] = (picks[slot] ?? 0) + 1;
    }
    // Binomial(30,000, 1/3): sd 81.6; 450 is exceeded with probability below 4e-8 for each of the three.
    for (const count of picks) expect(Math.abs(count - 10_000)).toBeLessThan(450);
  });

  it("is told the deployments, chance, time, load and a number that goes on from table to table", () => {
    const seen: unknown[] = [];
    const telling = module(({ index, timeMs, inFlight }, { deployments, random: draw }) => {
      seen.push([index, timeMs, [0, 1, 2, 3].map(inFlight), draw() < 1, deployments.length]);
      return 0;
    });
    const load = { ...idleLoad, nowMs: () => 70, inFlight: (deployment: number) => 10 + deployment };
    const first = new ModuleSelector(telling, table, undefined);
    first.pick(random(), load);
    first.pick(random(), load);
    new ModuleSelector(telling, routingTable(2, [{ deployment: "new", ready: 1, weight: 1 }]), first).pick(
      random(),
      load,
    );
    expect(seen).toEqual([
      [0, 70, [10, 11, 12, 0], true, 3],
      [1, 70, [10, 11, 12, 0], true, 3],
      [2, 70, [10, 0, 0, 0], true, 1],
    ]);
  });

  it("leaves a request without a replica when its deployment has none", () => {
    expect(
      new ModuleSelector(
        module(() => "empty"),
        table,
        undefined,
      ).pick(random(), idleLoad),
    ).toBe(-1);
    const nobody = routingTable(1, [{ deployment: "a", ready: 0, weight: 1 }]);
    expect(
      new ModuleSelector(
        module(() => 7),
        nobody,
        undefined,
      ).pick(random(), idleLoad),
    ).toBe(-1);
  });

  it.each([
    [() => 3, /^\.\/mine\.mjs: request 1: expected pick\(\) to return 0 to 2, or one of current, new, empty, got 3$/],
    [() => Number.NaN, /got NaN$/],
    [() => 0.5, /got 0.5$/],
    [() => "elsewhere", /got "elsewhere"$/],
    [() => JSON.parse("null"), /got null$/],
    [() => JSON.parse("{}"), /got object$/],
    [
      () => {
        throw new TypeError("no such field");
      },
      /^\.\/mine\.mjs: request 1: the module threw TypeError: no such field$/,
    ],
  ])("says which request it gave no answer to: %s", (pick, sentence) => {
    expect(() => new ModuleSelector(module(pick), table, undefined).pick(random(), idleLoad)).toThrow(sentence);
  });
});

test("a strategy that is a module needs what was loaded of it", () => {
  const strategy = { name: "module", file: "./mine.mjs", url: "file:///mine.mjs" } as const;
  expect(() => createSelector(strategy, table)).toThrow(/has not been loaded/);
});
