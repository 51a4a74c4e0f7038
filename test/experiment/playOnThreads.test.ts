import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { playOnThreads as PlayOnThreads } from "../../src/experiment/playOnThreads.ts";
import type { runScenario as RunScenario } from "../../src/experiment/runScenario.ts";
import { strategyNames } from "../../src/routing/strategy.ts";
import { scenario } from "./scenarios.ts";

// Threads run compiled code only, so this suite takes the modules from where they were built.
const built = (path: string): string => new URL(`../../dist/experiment/${path}`, import.meta.url).href;
const { playOnThreads }: { playOnThreads: typeof PlayOnThreads } = await import(built("playOnThreads.js"));
const { runScenario }: { runScenario: typeof RunScenario } = await import(built("runScenario.js"));

const played = scenario({
  durationMs: 60_000,
  replications: 24,
  timeline: [
    { id: "grow", atMs: 20_000, kind: "scale", deployment: "b", replicas: 4 },
    { id: "crash", atMs: 40_000, kind: "crash", deployment: "a", replicas: 1, restart: true },
  ],
  checks: [
    { id: "conforms", kind: "conforms", fromMs: 0, toMs: 60_000, flake: 1e-9, miss: 1e-6 },
    { id: "no-loss", kind: "no-loss", fromMs: 0, toMs: 60_000 },
  ],
});

/** A module whose thread dies at the first task, unless another has died before it, and else plays as ours does. */
function dyingModule(deaths: number): URL {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  const file = join(folder, "dying.mjs");
  writeFileSync(
    file,
    `import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { play as ours } from ${JSON.stringify(built("workerThread.js"))};
const graves = ${JSON.stringify(join(folder, "graves"))};
export function play(block) {
  const dead = existsSync(graves) ? readFileSync(graves, "utf8").length : 0;
  if (dead < ${deaths}) {
    appendFileSync(graves, "x");
    process.exit(7);
  }
  return ours(block);
}
`,
  );
  return pathToFileURL(file);
}

const job = (module: URL, notes: string[]) => {
  const seen: number[] = [];
  return {
    seen,
    job: {
      setup: { scenario: played, seed: "1", strategy: undefined },
      blocks: Array.from({ length: 6 }, (_, i) => ({ from: i * 4, to: i * 4 + 4 })),
      workers: 2,
      onBlock: (state: { readonly replications: number }) => {
        seen.push(state.replications);
      },
      onNote: (sentence: string) => {
        notes.push(sentence);
      },
      module,
    },
  };
};

describe("worker threads", () => {
  it("give the same bytes for 1, 2 and 8 workers", async () => {
    const results = await Promise.all(
      [1, 2, 8].map(async (workers) => JSON.stringify(await runScenario(played, { workers, replay: "again" }))),
    );
    expect(new Set(results).size).toBe(1);
    expect(results[0]).toContain('"finished":24');
  });

  it.each(strategyNames)("give the same bytes for 1 and 3 workers under %s", async (strategy) => {
    const sessions = { ...played, traffic: { ...played.traffic, sessions: 50 } };
    const results = await Promise.all(
      [1, 3].map(async (workers) =>
        JSON.stringify(await runScenario(sessions, { workers, strategy, replay: "again" })),
      ),
    );
    expect(results[1]).toBe(results[0]);
    expect(results[0]).toContain(`"strategy":"${strategy}"`);
  });

  it("give other bytes for another seed", async () => {
    const [one, other] = await Promise.all(
      ["1", "2"].map(async (seed) => JSON.stringify(await runScenario(played, { seed, workers: 1, replay: "again" }))),
    );
    expect(one).not.toBe(other);
  });

  it("that die are told of, and their replications are played again", async () => {
    const notes: string[] = [];
    const { job: theJob, seen } = job(dyingModule(2), notes);
    await playOnThreads(theJob);
    expect(seen.reduce((sum, each) => sum + each, 0)).toBe(24);
    expect(notes.length).toBeGreaterThanOrEqual(2);
    expect(notes[0]).toMatch(/^a worker died while it played replications \d+ to \d+ .*; played again by another$/);
  });

  it("that die again and again end the run with a sentence", async () => {
    await expect(playOnThreads(job(dyingModule(1000), []).job)).rejects.toThrow(/given up after 3 tries/);
  });

  it("stop when the run is aborted, and what was finished is kept", async () => {
    const stop = new AbortController();
    const result = await runScenario(
      { ...played, replications: 400 },
      {
        workers: 1,
        replay: "again",
        signal: stop.signal,
        onProgress: () => stop.abort(),
      },
    );
    expect(result.partial).toBe(true);
    expect(result.replications.finished).toBeGreaterThan(0);
    expect(result.replications.finished).toBeLessThan(400);
  });

  it("say why when a replication cannot be played", async () => {
    const flood = scenario({
      durationMs: 1000,
      drainLimitMs: 1,
      traffic: { ...scenario().traffic, arrivals: { kind: "constant", ratePerSecond: 5_000_000 } },
      fleet: scenario().fleet.map((spec) => ({
        ...spec,
        replica: { kind: "slots", slots: 1, queue: 1e9, service: { kind: "fixed", valueMs: 1e6 } },
      })),
    });
    await expect(runScenario(flood, { workers: 1, replay: "again" })).rejects.toThrow(/requests in flight/);
  });
});
