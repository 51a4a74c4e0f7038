import { onTestFinished } from "vitest";

/** Between two requests, so that the traffic leaves the machine to the test. */
const pauseMs = 5;

/** Requests that follow one another all the while. */
export interface SteadyTraffic {
  /** Requests that were answered with 200 and a whole body. */
  readonly answered: () => number;
  /** What went wrong, a sentence each. */
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

/** Asks a router all the while, so many requests at a time. */
export function steadyTraffic(url: string, model: string, concurrency: number): SteadyTraffic {
  const failures: string[] = [];
  let answered = 0;
  let stopped = false;
  const body = JSON.stringify({ model, max_tokens: 2, messages: [{ role: "user", content: "Hello" }] });
  const ask = async (): Promise<void> => {
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/inference/v1/chat/completions`, { method: "POST", headers, body });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes('"finish_reason"')) failures.push(`${answer.status} ${text}`);
      else answered++;
    } catch (error) {
      failures.push(String(error));
    }
  };
  const talk = Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (!stopped) {
        await ask();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }),
  );
  const stop = async (): Promise<void> => {
    stopped = true;
    await talk;
  };
  onTestFinished(stop);
  return { answered: () => answered, failures, stop };
}
