import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Report } from "./contestantProcess.ts";
import type { Subject } from "./subject.ts";

/** Costs by contestant, one a round; or why it did not take part. */
export type Costs = ReadonlyMap<string, readonly number[] | string>;

const usualRounds = 7;

/**
 * Plays the contestants of a subject in turn, A B C, A B C, …, so that what is compared was measured in the same
 * seconds. Each waits in its own process while another plays.
 */
export async function interleave(name: string, subject: Subject): Promise<Costs> {
  const costs = new Map<string, number[] | string>();
  const players: Player[] = [];
  try {
    for (const contestant of subject.contestants) {
      const player = new Player(name, contestant.name);
      players.push(player);
      const answer = await player.answer();
      costs.set(contestant.name, answer.kind === "absent" ? answer.reason : []);
    }
    for (let round = 0; round < (subject.rounds ?? usualRounds); round++) {
      for (const player of players) {
        const soFar = costs.get(player.contestant);
        if (Array.isArray(soFar)) soFar.push(await player.play());
      }
    }
  } finally {
    for (const player of players) player.leave();
  }
  return costs;
}

class Player {
  readonly contestant: string;
  private readonly child: ChildProcess;

  constructor(subject: string, contestant: string) {
    this.contestant = contestant;
    this.child = fork(fileURLToPath(new URL("./contestantProcess.js", import.meta.url)), [subject, contestant]);
  }

  async answer(): Promise<Report> {
    const ended = once(this.child, "exit").then(([code]) => {
      throw new Error(`${this.contestant} ended with ${code}`);
    });
    const [report]: Report[] = await Promise.race([once(this.child, "message"), ended]);
    if (report === undefined) throw new Error(`${this.contestant} said nothing`);
    return report;
  }

  async play(): Promise<number> {
    this.child.send("play");
    const report = await this.answer();
    if (report.kind !== "round") throw new Error(`${this.contestant} said ${report.kind} instead of a cost`);
    return report.cost;
  }

  leave(): void {
    this.child.kill();
  }
}
