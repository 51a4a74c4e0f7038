import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { watchInterruption } from "../../src/cli/interruption.ts";

function watched(): { source: EventEmitter; ends: number[]; interruption: ReturnType<typeof watchInterruption> } {
  const source = new EventEmitter();
  const ends: number[] = [];
  return { source, ends, interruption: watchInterruption(source, (code) => ends.push(code)) };
}

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("the first %s aborts and gives exit code %i, the second ends at once", ([name, code]) => {
  const { source, ends, interruption } = watched();
  expect(interruption.exitCode()).toBeUndefined();
  source.emit(name, name);
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.exitCode()).toBe(code);
  expect(ends).toEqual([]);
  source.emit(name, name);
  expect(ends).toEqual([code]);
});

test("released, it leaves the signals alone", () => {
  const { source, interruption } = watched();
  interruption.release();
  expect(source.listenerCount("SIGINT") + source.listenerCount("SIGTERM")).toBe(0);
});
