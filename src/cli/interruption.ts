import type { EventEmitter } from "node:events";
import { exitCode } from "./exitCode.ts";

const codes = { SIGINT: exitCode.interrupted, SIGTERM: exitCode.terminated } as const;

/** Whether somebody asked the process to stop. */
export interface Interruption {
  /** Aborted at the first signal. */
  readonly signal: AbortSignal;
  /** Of the first signal; undefined while there was none. */
  exitCode(): number | undefined;
  /** Signals end the process again, as they do by default. */
  release(): void;
}

/**
 * Turns the first SIGINT or SIGTERM into an abort, so that a run can end with a partial report; a second one ends the
 * process at once.
 *
 * @param source emits the signals: the process
 * @param exitNow ends the process with an exit code
 */
export function watchInterruption(source: EventEmitter, exitNow: (code: number) => void): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const onSignal = (name: keyof typeof codes): void => {
    if (code !== undefined) exitNow(codes[name]);
    code ??= codes[name];
    controller.abort();
  };
  source.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      source.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    },
  };
}
