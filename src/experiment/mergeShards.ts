import { makePlan } from "./plan.ts";
import type { Block } from "./playBlock.ts";
import { replications } from "./playOnThreads.ts";
import { joinRanges } from "./playReplications.ts";
import type { RunResult } from "./result.ts";
import { scenarioFingerprint } from "./scenarioFingerprint.ts";
import type { Shard } from "./shard.ts";
import { formatShardNumber, shardRange } from "./shardNumber.ts";
import { summarise } from "./summarise.ts";
import { emptyTally, mergeTally } from "./tally.ts";

/** A shard, and what it is called where it comes from: its file. */
export interface NamedShard {
  readonly name: string;
  readonly shard: Shard;
}

export type ShardMerging =
  | { readonly kind: "result"; readonly result: RunResult }
  /** They are not shares of one run: a sentence for everything in which they differ. */
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/**
 * Puts the shards of a run together. When every replication is there once, the result is the same bytes as that of
 * `runScenario` in one place, in whatever order the shards come and however the run was cut.
 *
 * When replications are missing, or are there twice, the verdict is `inconclusive` and the notes name the shards;
 * what is there twice is counted once.
 *
 * @param shards at least one
 */
export function mergeShards(shards: readonly NamedShard[]): ShardMerging {
  const lines = differences(shards);
  const ordered = [...shards].sort(byPlace);
  const [first] = ordered;
  if (first === undefined) return { kind: "mistakes", lines: ["expected at least one shard"] };
  if (lines.length > 0) return { kind: "mistakes", lines };
  const { scenario, seed, strategy, replications: planned, replay } = first.shard;
  const { taken, doubled } = leaveOutDoubled(ordered);
  const faults = [...doubled, ...missing(ordered, joinRanges(taken.flatMap(({ shard }) => shard.played)), planned)];
  const plan = makePlan(scenario);
  const tally = emptyTally(plan);
  for (const { shard } of taken) mergeTally(tally, shard.tally);
  const result = summarise(plan, tally, {
    strategy: strategy ?? scenario.router.strategy ?? "weighted-random",
    seed,
    plannedReplications: planned,
    replay,
    notes: taken.flatMap(({ shard }) => shard.notes),
  });
  if (faults.length === 0) return { kind: "result", result };
  const notes = [...shortened(faults), ...result.notes];
  return { kind: "result", result: { ...result, verdict: "inconclusive", asIntended: false, notes } };
}

/** What fixes a run, in words. */
const facts: readonly (readonly [string, (shard: Shard) => string])[] = [
  ["scenario", ({ scenario }) => `${scenario.name} (${scenarioFingerprint(scenario).slice(0, 12)})`],
  ["seed", ({ seed }) => seed],
  ["replications of the whole run", ({ replications: planned }) => String(planned)],
  ["strategy", ({ strategy }) => strategy ?? "the scenario's own"],
  ["version", ({ build }) => build],
];

/** One line for each fact in which they differ: "seed: 1 in a.json, b.json; 2 in c.json". */
function differences(shards: readonly NamedShard[]): readonly string[] {
  return facts.flatMap(([fact, of]) => {
    const namesOf = new Map<string, string[]>();
    for (const { name, shard } of shards) {
      const value = of(shard);
      namesOf.set(value, [...(namesOf.get(value) ?? []), name]);
    }
    if (namesOf.size <= 1) return [];
    const found = [...namesOf].map(([value, names]) => `${value} in ${shortened(names).join(", ")}`);
    return [`shards of different runs cannot be merged; ${fact}: ${found.join("; ")}`];
  });
}

/** The same order for the same shards, however they were given. */
function byPlace(a: NamedShard, b: NamedShard): number {
  const place = ({ shard }: NamedShard): number => shard.played[0]?.from ?? 0;
  return place(a) - place(b) || (a.name < b.name ? -1 : 1);
}

interface Sorted {
  readonly taken: readonly NamedShard[];
  readonly doubled: readonly string[];
}

function leaveOutDoubled(ordered: readonly NamedShard[]): Sorted {
  const taken: NamedShard[] = [];
  const doubled: string[] = [];
  for (const each of ordered) {
    const other = taken.find(({ shard }) => overlap(shard.played, each.shard.played));
    if (other === undefined) taken.push(each);
    else {
      const [one, two] = [other, each].map(({ name, shard }) => `${formatShardNumber(shard.number)} (${name})`);
      doubled.push(`shards ${one} and ${two} hold the same replications: the second was left out; merge without it`);
    }
  }
  return { taken, doubled };
}

function overlap(some: readonly Block[], others: readonly Block[]): boolean {
  return some.some((a) => others.some((b) => a.from < b.to && b.from < a.to));
}

/** A sentence for every shard of which something is missing, or for every gap where the run was cut in several ways. */
function missing(shards: readonly NamedShard[], covered: readonly Block[], planned: number): readonly string[] {
  const cuts = [...new Set(shards.map(({ shard }) => shard.number.of))];
  const [of = 1] = cuts;
  if (cuts.length !== 1) {
    return gaps({ from: 0, to: planned }, covered).map((gap) => `no shard holds ${replications(gap)}`);
  }
  const nameOf = new Map(shards.map(({ name, shard }) => [shard.number.index, name]));
  return Array.from({ length: of }, (_, i) => ({ index: i + 1, of })).flatMap((number) => {
    const lost = gaps(shardRange(number, planned), covered).map(replications).join(", ");
    if (lost === "") return [];
    const name = nameOf.get(number.index);
    const shard = `shard ${formatShardNumber(number)}`;
    return [
      name === undefined
        ? `${shard} is missing (${lost}): play it with --shard ${formatShardNumber(number)} and merge again`
        : `${shard} (${name}) was cut short, ${lost} of it are missing: play it again and merge again`,
    ];
  });
}

/** The parts of a range that are not covered. */
function gaps({ from, to }: Block, covered: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  let next = from;
  for (const each of covered) {
    if (each.to <= next || each.from >= to) continue;
    if (each.from > next) found.push({ from: next, to: each.from });
    next = each.to;
  }
  if (next < to) found.push({ from: next, to });
  return found;
}

const mostLines = 20;

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more`];
}
