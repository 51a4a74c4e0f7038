import type { ServerResponse } from "node:http";
import { longestTimerMs } from "../../engine/longestTimerMs.ts";
import { Places } from "./places.ts";

/** The answers that have not ended. */
export class OpenAnswers {
  private readonly answers = new Places<ServerResponse>();
  private onNone: () => void = () => {};

  get count(): number {
    return this.answers.count;
  }

  /** Counts an answer until it has ended or its client has gone. */
  add(response: ServerResponse): void {
    const place = this.answers.add(response);
    response.on("close", () => {
      this.answers.remove(place);
      if (this.count === 0) this.onNone();
    });
  }

  /** Waits until there is none, but no longer than that. */
  async none(graceMs: number): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(graceMs, longestTimerMs));
      this.onNone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  cut(): void {
    for (const response of this.answers.all()) response.destroy();
  }
}
