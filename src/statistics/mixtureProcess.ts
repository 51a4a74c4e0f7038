import type { EProcess } from "./eProcess.ts";
import { logMean } from "./logMean.ts";

/**
 * Several bets against one claim at once: E is the mean of theirs, a fair bet again however they depend on each other.
 * Against k of them the best loses at most ln k. (Bets on *consecutive* stretches of draws are multiplied instead: add
 * their ln E.)
 */
export class MixtureProcess implements EProcess {
  private readonly processes: readonly EProcess[];

  constructor(processes: readonly EProcess[]) {
    if (processes.length === 0) throw new RangeError("A mixture is made of one process or more.");
    this.processes = processes;
  }

  update(category: number): void {
    for (const process of this.processes) process.update(category);
  }

  get logE(): number {
    return logMean(this.processes.map((process) => process.logE));
  }
}
