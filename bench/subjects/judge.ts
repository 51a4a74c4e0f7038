import type { Expectation } from "../../src/check/expectation.ts";
import { PickTally } from "../../src/check/pickTally.ts";
import { drawPicks } from "../../src/check/selector/drawPicks.ts";
import { blockLength, tableOf } from "../../src/check/selector/playStrategy.ts";
import { slotDeployments } from "../../src/check/selector/slotDeployments.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { ContextProcess } from "../../src/statistics/contextProcess.ts";
import { DirichletProcess } from "../../src/statistics/dirichletProcess.ts";
import { SequenceTally } from "../../src/statistics/sequenceTally.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

/** Picks of one of the selectors that `check -n 1e8` has, 8 unless told otherwise. */
const checkedPicks = 763 * blockLength;
const updates = 4_000_000;
const slowUpdates = 1_000_000;
const three2two: readonly number[] = [3, 2];
const eight: readonly number[] = [3, 2, 5, 4, 1, 3, 2, 5];

/** What it costs to judge a pick, against what it costs to make one. */
export const judge: Subject = {
  title: "judge",
  contestants: [
    { name: "weighted draw", prepare: weightedDraw },
    { name: "e-process of the split", prepare: () => dirichletUpdates },
    { name: "contexts and windows", prepare: () => tallyUpdates },
    { name: "contexts, pick by pick", prepare: () => contextUpdates },
    { name: "5 M/s", prepare: () => () => 200 },
    { name: "check, 3:2", prepare: () => checkRound(three2two) },
    { name: "check, k = 8", prepare: () => checkRound(eight) },
  ],
  claims: [
    { what: "e-process / draw", over: ["e-process of the split"], under: ["weighted draw"], bar: { atMost: 10 } },
    { what: "context mixture / draw", over: ["contexts and windows"], under: ["weighted draw"], bar: { atMost: 10 } },
    {
      what: "context mixture with its evidence at every pick / draw",
      over: ["contexts, pick by pick"],
      under: ["weighted draw"],
    },
    { what: "e-process, updates/s / 5 M/s", over: ["5 M/s"], under: ["e-process of the split"], bar: { atLeast: 1 } },
    {
      what: "context mixture, updates/s / 5 M/s",
      over: ["5 M/s"],
      under: ["contexts and windows"],
      bar: { atLeast: 1 },
    },
    {
      what: "judge / all of check --replicas 3,2",
      over: ["check, 3:2: judge"],
      under: ["check, 3:2: all"],
      bar: { atMost: 0.3 },
    },
    { what: "judge / all of check, k = 8", over: ["check, k = 8: judge"], under: ["check, k = 8: all"] },
  ],
};

function weightedDraw(): () => number {
  const source = new Source(three2two);
  return () => cpuCost(checkedPicks, () => drawOnly(source)).cost;
}

function dirichletUpdates(): number {
  const draws = someDraws();
  const { cost, value } = cpuCost(updates, () => {
    const process = new DirichletProcess([0.6, 0.4]);
    for (let i = 0; i < updates; i++) process.update(draws[i & (blockLength - 1)] ?? 0);
    return process.logE;
  });
  refuteResult("E is finite", Number.isFinite(value) ? 1 : 0, 1, 0);
  return cost;
}

function tallyUpdates(): number {
  const draws = someDraws();
  const { cost, value } = cpuCost(checkedPicks, () => {
    const tally = new SequenceTally([0.6, 0.4]);
    for (let made = 0; made < checkedPicks; made += blockLength) tally.updateAll(draws, blockLength, true);
    return tally.n;
  });
  refuteResult("draws", value, checkedPicks, 0);
  return cost;
}

function contextUpdates(): number {
  const draws = someDraws();
  const { cost, value } = cpuCost(slowUpdates, () => {
    const process = new ContextProcess([0.6, 0.4]);
    for (let i = 0; i < slowUpdates; i++) process.update(draws[i & (blockLength - 1)] ?? 0);
    return process.logE;
  });
  refuteResult("E is finite", Number.isFinite(value) ? 1 : 0, 1, 0);
  return cost;
}

/**
 * One selector of a check, block by block as its thread does it, first with its picks only drawn and then with its picks
 * drawn and tallied.
 */
function checkRound(replicas: readonly number[]): () => Readonly<Record<"all" | "judge", number>> {
  const source = new Source(replicas);
  return () => {
    const without = cpuCost(checkedPicks, () => drawOnly(source)).cost;
    const { cost: all, value } = cpuCost(checkedPicks, () => drawAndTally(source));
    refuteResult("picks", value, checkedPicks, 0);
    return { all, judge: all - without };
  };
}

// Plain functions that are handed their source, as the thread's is: of a closure V8 would make constants of everything
// in it, and save a third of the draw.
function drawOnly(source: Source): number {
  for (let made = 0; made < checkedPicks; made += blockLength) source.draw();
  return source.picks[0] ?? 0;
}

function drawAndTally(source: Source): number {
  const tally = new PickTally(source.expectation);
  tally.begin(0);
  for (let made = 0; made < checkedPicks; made += blockLength) {
    source.draw();
    tally.pickAll(source.picks, blockLength);
  }
  return tally.picks;
}

/** The picks of weighted-random over so many replicas, block by block. */
class Source {
  readonly expectation: Expectation;
  readonly picks: Uint16Array = new Uint16Array(blockLength);
  private readonly selector: ReturnType<typeof createSelector>;
  private readonly deploymentOfSlot: Uint16Array;
  private readonly random: ReturnType<typeof namedStream> = namedStream("7f3a", "selector", 0);

  constructor(replicas: readonly number[]) {
    const deployments = replicas.map((count, j) => ({ name: `d${j}`, replicas: count, weight: 1 }));
    const table = tableOf(deployments);
    this.selector = createSelector("weighted-random", table);
    this.deploymentOfSlot = slotDeployments(table);
    this.expectation = {
      deployments: table.deployments,
      phases: [
        { name: "always", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units: table.units },
      ],
      order: "independent",
      strayLimit: 0,
      flake: 1e-9,
      miss: 1e-6,
    };
  }

  draw(): void {
    drawPicks(this.selector, this.random, idleLoad, this.deploymentOfSlot, this.picks, blockLength);
  }
}

function someDraws(): Uint16Array {
  const source = new Source(three2two);
  source.draw();
  return source.picks;
}
