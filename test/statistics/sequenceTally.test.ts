import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { ContextProcess } from "../../src/statistics/contextProcess.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { SequenceBets } from "../../src/statistics/sequenceBets.ts";
import { SequenceTally } from "../../src/statistics/sequenceTally.ts";
import { WindowBet } from "../../src/statistics/windowBet.ts";
import { smoothRoundRobin } from "./smoothRoundRobin.ts";

const probabilities = [0.5, 0.3, 0.2];
const draws = (maxLength: number) => fc.array(fc.nat({ max: 2 }), { maxLength });

/** All columns of a tally as one text: quicker to compare than tens of thousands of numbers. */
function bytesOf({ state }: SequenceTally): string {
  const columns = [state.totals, state.full, ...state.early, ...state.windows];
  return columns.map((column) => Buffer.from(column.buffer).toString("latin1")).join("|");
}

describe("SequenceTally", () => {
  test("holds what ContextProcess learns draw by draw", () => {
    fc.assert(
      fc.property(draws(60), (sequence) => {
        const process = new ContextProcess(probabilities);
        const tally = new SequenceTally(probabilities);
        for (const draw of sequence) {
          process.update(draw);
          tally.update(draw);
        }
        const byOrder = new SequenceBets(probabilities).contextLogEByOrder(tally);
        expect(byOrder).toHaveLength(process.logEByOrder.length);
        for (const [order, logE] of process.logEByOrder.entries()) expect(byOrder[order]).toBeCloseTo(logE, 9);
      }),
    );
  });

  test("is the same whether draws come one by one or in blocks", () => {
    fc.assert(
      fc.property(fc.array(draws(200), { maxLength: 5 }), (blocks) => {
        const oneByOne = new SequenceTally(probabilities);
        const inBlocks = new SequenceTally(probabilities);
        for (const block of blocks) {
          for (const draw of block) oneByOne.update(draw);
          inBlocks.updateAll(Uint16Array.from([...block, 2, 2]), block.length, true);
        }
        expect(bytesOf(inBlocks)).toEqual(bytesOf(oneByOne));
      }),
    );
  });

  test("is the same for blocks long enough to be followed in several places at once", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 2, max: 9 }), fc.nat(), (blocks, categories, seed) => {
        const random = namedStream(seed.toString(16), "blocks", 0);
        const even = Array.from({ length: categories }, () => 1 / categories);
        const oneByOne = new SequenceTally(even);
        const inBlocks = new SequenceTally(even);
        for (const length of blocks) {
          const block = Uint16Array.from({ length }, () => boundedInteger(random, categories));
          for (const draw of block) oneByOne.update(draw);
          inBlocks.updateAll(block, length, true);
        }
        expect(bytesOf(inBlocks) === bytesOf(oneByOne)).toBe(true);
      }),
    );
  });

  test("adds up: sequences tallied apart and merged are sequences tallied one after the other", () => {
    fc.assert(
      fc.property(draws(300), draws(300), (first, second) => {
        const together = new SequenceTally(probabilities);
        const apart = new SequenceTally(probabilities);
        const other = new SequenceTally(probabilities);
        for (const draw of first) together.update(draw);
        together.restart();
        for (const draw of second) together.update(draw);
        for (const draw of first) apart.update(draw);
        for (const draw of second) other.update(draw);
        apart.merge(other.state);
        expect(bytesOf(apart)).toEqual(bytesOf(together));
        expect(apart.n).toBe(first.length + second.length);
      }),
    );
  });

  test("counts and watches blocks without contexts, and begins anew after them", () => {
    const tally = new SequenceTally([0.5, 0.5]);
    const block = Uint16Array.from({ length: 640 }, (_, i) => i % 2);
    tally.updateAll(block, 640, false);
    expect([...tally.totals]).toEqual([320, 320]);
    expect(tally.byWindow.histograms[0]?.[32]).toBe(10);
    expect(tally.byContext(0).every((count) => count === 0)).toBe(true);
    tally.update(1);
    expect([...tally.byContext(0)]).toEqual([0, 1]);
    expect(tally.byContext(1).every((count) => count === 0)).toBe(true);
  });

  test("counts windows of every size from the beginning of a sequence", () => {
    const tally = new SequenceTally([0.5, 0.5]);
    tally.updateAll(new Uint16Array(40), 40, true);
    tally.restart();
    tally.updateAll(new Uint16Array(32_768), 32_768, true);
    const [first, second, third, fourth] = tally.byWindow.histograms;
    expect([first?.[64], second?.[512], third?.[4096], fourth?.[32_768]]).toEqual([512, 64, 8, 1]);
  });
});

describe("WindowBet", () => {
  test.each([
    [64, 0.6],
    [512, 0.01],
    [64, 0.999],
  ])("is fair: E of one window of %d draws has expectation 1 at p = %d", (size, p) => {
    const bet = new WindowBet(size, p);
    let mean = 0;
    for (let c = 0; c <= size; c++) {
      const histogram = new Float64Array(size + 1);
      histogram[c] = 1;
      mean += Math.exp(logBinomialProbability(c, size, p) + bet.logE(histogram, 0));
    }
    expect(mean).toBeCloseTo(1, 10);
  });
});

describe("SequenceBets", () => {
  test("rejects a rota, and a thousand rotas dealt into each other, which no context shows", () => {
    const weights = [3, 2];
    const rotas = Array.from({ length: 1000 }, () => smoothRoundRobin(weights));
    const random = namedStream("5e", "rotas", 0);
    const tally = new SequenceTally([0.6, 0.4]);
    for (let i = 0; i < 1_000_000; i++) {
      const rota = rotas[boundedInteger(random, rotas.length)];
      tally.update(rota?.next().value ?? 0);
    }
    const { contextLogE, windowLogE } = new SequenceBets([0.6, 0.4]).evidence(tally);
    expect(contextLogE).toBeLessThan(Math.log(1e9));
    expect(windowLogE).toBeGreaterThan(Math.log(1e9));
  });

  test("leaves independent draws alone: at alpha 0.01 few paths ever cross", () => {
    // 400 paths, looked at every 50 draws: more crossings than the bound allows have probability below 1e-9.
    let alarms = 0;
    const bets = new SequenceBets([0.6, 0.4]);
    for (let path = 0; path < 400; path++) {
      const random = namedStream("5f", "draws", path);
      const tally = new SequenceTally([0.6, 0.4]);
      let highest = 0;
      for (let draw = 1; draw <= 1000; draw++) {
        tally.update(boundedInteger(random, 5) < 3 ? 0 : 1);
        if (draw % 50 === 0) highest = Math.max(highest, bets.evidence(tally).logE);
      }
      if (highest >= Math.log(100)) alarms++;
    }
    expect(logBinomialTail(alarms, 400, 0.01, "upper")).toBeGreaterThan(Math.log(1e-9));
  });
});
