import type { ServerResponse } from "node:http";

/**
 * The answers that have not ended. Places in an array rather than a set: a set that is added to and deleted from all the
 * time goes through tables that keep each other, and with them every answer, alive until the next full collection.
 */
export class OpenAnswers {
  private readonly places: (ServerResponse | undefined)[] = [];
  private readonly free: number[] = [];
  private onNone: () => void = () => {};

  get count(): number {
    return this.places.length - this.free.length;
  }

  /** Counts an answer until it has ended or its client has gone. */
  add(response: ServerResponse): void {
    const place = this.free.pop() ?? this.places.length;
    this.places[place] = response;
    response.once("close", () => {
      this.places[place] = undefined;
      this.free.push(place);
      if (this.count === 0) this.onNone();
    });
  }

  /** Waits until there is none, but no longer than that. */
  async none(graceMs: number): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      this.onNone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  cut(): void {
    for (const response of this.places) response?.destroy();
  }
}
