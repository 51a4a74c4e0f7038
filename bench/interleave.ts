import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Report } from "./contestantProcess.ts";
import type { Cost, Subject } from "./subject.ts";

/** Costs by contestant (and key, where it has several), one a round; or why it did not take part. */
export type Costs = ReadonlyMap<string, readonly number[] | string>;

const usualRounds = 7;

/**
 * Plays the contestants of a subject in turn, A B C, A B C, …, so that what is compared was measured in the same
 * seconds. Each waits in its own process while another plays.
 */
export async function interleave(name: string, subject: Subject): Promise<Costs> {
  const costs = new Map<string, readonly number[] | string>();
  const players: Player[] = [];
  try {
    for (const contestant of subject.contestants) {
      const player = new Player(name, contestant.name);
      const answer = await player.answer();
      if (answer.kind === "absent") costs.set(contestant.name, answer.reason);
      else players.push(player);
    }
    for (let round = 0; round < (subject.rounds ?? usualRounds); round++) {
      for (const player of players) {
        for (const [key, cost] of named(player.contestant, await player.play())) {
          const soFar = costs.get(key) ?? [];
          if (typeof soFar !== "string") costs.set(key, [...soFar, cost]);
        }
      }
    }
  } finally {
    for (const player of players) player.leave();
  }
  return costs;
}

function named(contestant: string, cost: Cost): readonly (readonly [key: string, cost: number])[] {
  if (typeof cost === "number") return [[contestant, cost]];
  return Object.entries(cost).map(([key, value]) => [`${contestant}: ${key}`, value]);
}

class Player {
  readonly contestant: string;
  private readonly child: ChildProcess;

  constructor(subject: string, contestant: string) {
    this.contestant = contestant;
    this.child = fork(fileURLToPath(new URL("./contestantProcess.js", import.meta.url)), [subject, contestant]);
  }

  /** The next thing its process says; an error when the process ends instead. */
  async answer(): Promise<Report> {
    const listening = new AbortController();
    const { signal } = listening;
    const ended = once(this.child, "exit", { signal }).then(([code]) => {
      throw new Error(`${this.contestant} ended with ${code}`);
    });
    const said: Promise<Report[]> = once(this.child, "message", { signal });
    try {
      const [report] = await Promise.race([said, ended]);
      if (report === undefined) throw new Error(`${this.contestant} said nothing`);
      return report;
    } finally {
      ended.catch(() => {});
      said.catch(() => {});
      listening.abort();
    }
  }

  async play(): Promise<Cost> {
    this.child.send("play");
    const report = await this.answer();
    if (report.kind !== "round") throw new Error(`${this.contestant} said ${report.kind} instead of a cost`);
    return report.cost;
  }

  leave(): void {
    this.child.kill();
  }
}
