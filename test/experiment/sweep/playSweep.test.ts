import { describe, expect, test } from "vitest";
import { metricValue } from "../../../src/experiment/metricValue.ts";
import { makePlan } from "../../../src/experiment/plan.ts";
import { playPooled } from "../../../src/experiment/playBlock.ts";
import type { CellValues } from "../../../src/experiment/sweep/cellValues.ts";
import { planSweep } from "../../../src/experiment/sweep/planSweep.ts";
import { playCells } from "../../../src/experiment/sweep/playCells.ts";
import type { SweepPorts, SweepProgress } from "../../../src/experiment/sweep/playSweep.ts";
import type { SweepPlan } from "../../../src/experiment/sweep/sweepPlan.ts";
import { sweepResultOf } from "../../../src/experiment/sweep/sweepResultOf.ts";
import { parsedStudy, studyText } from "../../scenario/study/studyText.ts";

// The built one, whose threads can be loaded.
const { playSweep }: typeof import("../../../src/experiment/sweep/playSweep.ts") = await import(
  new URL("../../../dist/experiment/sweep/playSweep.js", import.meta.url).href
);

function planOf(others: Readonly<Record<string, unknown>> = {}): SweepPlan {
  const planning = planSweep(parsedStudy(studyText(others)), "test");
  if (planning.kind === "mistakes") throw new Error(JSON.stringify(planning.mistakes));
  return planning.plan;
}

async function played(plan: SweepPlan, ports: Partial<SweepPorts> = {}): Promise<ReadonlyMap<string, CellValues>> {
  const cells = new Map<string, CellValues>();
  await playSweep(plan, {
    known: new Set(),
    onCells: (more) => {
      for (const cell of more) {
        expect(cells.has(cell.key)).toBe(false);
        cells.set(cell.key, cell);
      }
    },
    onNote: () => {},
    ...ports,
  });
  return cells;
}

const title = { name: "s", replay: "shuntyard sweep s.json" };

describe("a sweep", () => {
  test("is the same result on any number of workers", async () => {
    const plan = planOf();
    const [one, three] = await Promise.all([1, 3].map((workers) => played(plan, { workers })));
    expect(sweepResultOf(plan, three ?? new Map(), title)).toEqual(sweepResultOf(plan, one ?? new Map(), title));
    expect(one?.size).toBe(8);
  });

  test("plays nothing that is known, and a cell that is there twice once", async () => {
    const plan = planOf({ design: "list", parameters: [{ name: "a", path: "duration", values: ["5s", "5s"] }] });
    const [first, second] = plan.cells.slice(0, 2).map(({ key }) => key);
    const cells = await played(plan, { known: new Set([first ?? ""]) });
    expect([cells.has(first ?? ""), cells.has(second ?? "")]).toEqual([false, true]);
    expect(cells.size).toBe(3);
    expect((await played(plan, { known: new Set(plan.cells.map(({ key }) => key)) })).size).toBe(0);
  });

  test("gives every strategy the same requests", async () => {
    const plan = planOf({ measures: ["requests:count"] });
    const { results } = sweepResultOf(plan, await played(plan), title);
    const counts = (strategy: string): readonly unknown[] =>
      results.filter((cell) => cell.strategy === strategy).map(({ values }) => values);
    expect(counts("least-request (choices 2)")).toEqual(counts("weighted-random"));
  });

  test("says how far it is, ending at all of it", async () => {
    const steps: SweepProgress[] = [];
    await played(planOf(), { workers: 1, onProgress: (step) => steps.push(step) });
    expect(steps.at(-1)).toEqual({ cellsPlayed: 8, cellsToPlay: 8, workDone: 1 });
    expect(steps.map(({ workDone }) => workDone)).toEqual(steps.map(({ workDone }) => workDone).toSorted());
  });

  test("that is stopped keeps the cells it has told", async () => {
    expect((await played(planOf(), { signal: AbortSignal.abort() })).size).toBe(0);
  });
});

test("a cell is its replications pooled, with the strategy in force from beginning to end", async () => {
  const timeline = [{ at: "10s", action: "update-router", strategy: "even-load" }];
  const slow = JSON.parse(studyText().replaceAll('"slots": 32', '"slots": 3'));
  const plan = planOf({ scenario: { ...slow.scenario, timeline }, strategies: ["stride"], replications: 3 });
  const [point] = plan.points;
  if (point === undefined) throw new Error("no point");
  const cell = { key: "k", name: "cell 1", point, strategy: plan.cells[0]?.strategy, seed: "5" };
  const valuesUnder = async (strategy: "stride" | undefined): Promise<CellValues> => {
    const tally = await playPooled(makePlan(point.scenario), { seed: "5", strategy }, { from: 0, to: 3 });
    const values = point.measures.map((measure) => metricValue(makePlan(point.scenario), tally, measure));
    return { key: "k", requests: tally.requests, values };
  };
  const expected = await valuesUnder("stride");
  expect(await playCells({ cells: [cell], replications: 3 })).toEqual({ cells: [expected], failure: undefined });
  expect(await valuesUnder(undefined)).not.toEqual(expected);
});

test("a cell that cannot be played is named, and those before it are kept", async () => {
  const [point] = planOf().points;
  if (point === undefined) throw new Error("no point");
  const good = { key: "good", name: "cell 1", point, strategy: undefined, seed: "1" };
  const answer = await playCells({
    cells: [good, { ...good, key: "bad", name: "cell 2 (load=9/s)", seed: "no seed" }],
    replications: 1,
  });
  expect(answer.cells.map(({ key }) => key)).toEqual(["good"]);
  expect(answer.failure).toMatch(/^cell 2 \(load=9\/s\) cannot be played: a seed is/);
});
