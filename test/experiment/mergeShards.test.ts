import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeShards, type NamedShard } from "../../src/experiment/mergeShards.ts";
import type { Block } from "../../src/experiment/playBlock.ts";
import { joinRanges } from "../../src/experiment/playReplications.ts";
import type { RunResult } from "../../src/experiment/result.ts";
import type { Shard } from "../../src/experiment/shard.ts";
import { readShard, writeShard } from "../../src/experiment/shardFile.ts";
import { shardRange } from "../../src/experiment/shardNumber.ts";
import { build, dealtRun, fileOf } from "./dealtRun.ts";

const run = await dealtRun(12);
const wholeText = JSON.stringify(run.whole);
const others = { seed: await dealtRun(2, "8"), length: await dealtRun(3) };

/** Through the text of a file, as it would come from another machine. */
function sent(shard: Shard): Shard {
  const reading = readShard(writeShard(shard), build);
  if (reading.kind === "mistake") throw new Error(reading.message);
  return reading.shard;
}

function merged(shards: readonly NamedShard[]): RunResult {
  const merging = mergeShards(shards);
  if (merging.kind === "mistakes") throw new Error(merging.lines.join("\n"));
  return merging.result;
}

/** Shard `index` of `of`, dealt as the command line deals. */
function dealt(index: number, of: number): NamedShard {
  const range = shardRange({ index, of }, run.replications);
  const shard = sent(run.shard({ index, of }, range.from < range.to ? [range] : []));
  return { name: fileOf(shard), shard };
}

function allOf(of: number): readonly NamedShard[] {
  return Array.from({ length: of }, (_, i) => dealt(i + 1, of));
}

/** Each replication goes to a shard of its own choosing, so that shards hold any set of them. */
const dealings = fc.array(fc.nat({ max: 4 }), { minLength: run.replications, maxLength: run.replications });

test("whoever played which replications, and in whatever order they come: the bytes of the run in one place", () => {
  const shuffled = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  fc.assert(
    fc.property(dealings, shuffled, (owners, order) => {
      const shards = order.map((owner): NamedShard => {
        const own = owners.flatMap((each, from): Block[] => (each === owner ? [{ from, to: from + 1 }] : []));
        return { name: `${owner}`, shard: sent(run.shard({ index: owner + 1, of: 5 }, joinRanges(own))) };
      });
      expect(JSON.stringify(merged(shards))).toBe(wholeText);
    }),
    { numRuns: 20 },
  );
});

test("every number of shards up to more than there are replications gives the same bytes", () => {
  for (let of = 1; of <= 14; of++) expect(JSON.stringify(merged(allOf(of)))).toBe(wholeText);
});

test("whatever shards are missing are named, with what to do, and the verdict is inconclusive", () => {
  const fifths = allOf(5);
  for (let choice = 1; choice < 2 ** 5 - 1; choice++) {
    const there = fifths.filter((_, i) => (choice >> i) % 2 === 1);
    const { verdict, asIntended, partial, notes, replications } = merged(there);
    expect({ verdict, asIntended, partial }).toEqual({ verdict: "inconclusive", asIntended: false, partial: true });
    const missing = fifths.filter((each) => !there.includes(each)).map(({ shard }) => `shard ${shard.number.index}/5`);
    const named = notes.flatMap((note) => /^(shard .*) is missing \(replications \d+ to \d+\)/.exec(note)?.[1] ?? []);
    expect(named).toEqual(missing);
    expect(replications.finished).toBe(there.reduce((sum, { shard }) => sum + shard.tally.replications, 0));
  }
});

test("a shard that is there twice is named and counted once, and the verdict is inconclusive", () => {
  const [first, ...rest] = allOf(3);
  if (first === undefined) throw new Error("there is a first shard");
  const { notes, verdict, ...result } = merged([...rest, { ...first, name: "copy.json" }, first]);
  expect(verdict).toBe("inconclusive");
  expect(notes[0]).toBe(
    "shards 1/3 (1/3.json) and 1/3 (copy.json) hold the same replications: the second was left out; merge without it",
  );
  expect({ ...result, verdict: run.whole.verdict, asIntended: run.whole.asIntended, notes: notes.slice(1) }).toEqual(
    run.whole,
  );
});

test("a run that was cut in two ways: what overlaps and what is nowhere is told", () => {
  const { notes, verdict } = merged([dealt(1, 2), dealt(3, 3), dealt(2, 3)]);
  expect(verdict).toBe("inconclusive");
  expect(notes.slice(0, 2)).toEqual([
    "shards 1/2 (1/2.json) and 2/3 (2/3.json) hold the same replications: the second was left out; merge without it",
    "no shard holds replications 7 to 8",
  ]);
});

test("a shard that was stopped early is named with what it lacks", () => {
  const stopped = sent(
    run.shard({ index: 1, of: 2 }, [
      { from: 0, to: 2 },
      { from: 3, to: 5 },
    ]),
  );
  expect(merged([{ name: "a.json", shard: stopped }, dealt(2, 2)]).notes[0]).toBe(
    "shard 1/2 (a.json) was cut short, replication 3, replication 6 of it are missing: play it again and merge again",
  );
});

test("shards of different runs are refused, with every difference and the files", () => {
  const whole = { index: 1, of: 1 };
  const shards = [
    dealt(1, 1),
    { name: "seed.json", shard: others.seed.shard(whole, [{ from: 0, to: 2 }]) },
    { name: "length.json", shard: others.length.shard(whole, [{ from: 0, to: 3 }]) },
    { name: "strategy.json", shard: { ...dealt(1, 1).shard, strategy: "even-load" as const } },
    { name: "build.json", shard: { ...dealt(1, 1).shard, build: "shuntyard 9.9.9 on Node 99" } },
  ];
  expect(mergeShards(shards)).toEqual({
    kind: "mistakes",
    lines: [
      expect.stringMatching(
        /; scenario: dealt \(\w{12}\) in 1\/1\.json, length\.json, .*; dealt \(\w{12}\) in seed\.json$/,
      ),
      expect.stringMatching(/; seed: 7 in 1\/1\.json, .*; 8 in seed\.json$/),
      expect.stringMatching(/; replications of the whole run: 12 in .*; 2 in seed\.json; 3 in length\.json$/),
      expect.stringMatching(/; strategy: the scenario's own in .*; even-load in strategy\.json$/),
      expect.stringMatching(
        /; version: shuntyard 0\.0\.0 on Node 20 in .*; shuntyard 9\.9\.9 on Node 99 in build\.json$/,
      ),
    ],
  });
});

test("no shards are refused", () => {
  expect(mergeShards([])).toEqual({ kind: "mistakes", lines: ["expected at least one shard"] });
});
