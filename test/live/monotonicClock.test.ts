import { expect, it } from "vitest";
import { monotonicClock } from "../../src/live/monotonicClock.ts";

it("begins near 0 and never goes back", () => {
  const clock = monotonicClock();
  let last = clock.nowMs();
  expect(last).toBeGreaterThanOrEqual(0);
  for (let i = 0; i < 10_000; i++) {
    const now = clock.nowMs();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
});

it("never wakes before the time that was asked for, and never within the call", async () => {
  const clock = monotonicClock();
  for (const inMs of [-5, 0, 0.2, 0.9, 1.3, 2.7, 5.1]) {
    const timeMs = clock.nowMs() + inMs;
    let woken = false;
    const wokenAtMs = await new Promise<number>((resolve) => {
      clock.wakeAt(timeMs, () => {
        woken = true;
        resolve(clock.nowMs());
      });
      expect(woken).toBe(false);
    });
    expect(wokenAtMs).toBeGreaterThanOrEqual(timeMs);
  }
});

it("of a thousand alarms none rings early", async () => {
  const clock = monotonicClock();
  const earlyMs = await Promise.all(
    Array.from({ length: 1000 }, (_, i) => {
      const timeMs = clock.nowMs() + (i % 97) / 7;
      return new Promise<number>((resolve) => {
        clock.wakeAt(timeMs, () => resolve(timeMs - clock.nowMs()));
      });
    }),
  );
  expect(Math.max(...earlyMs)).toBeLessThanOrEqual(0);
});

it("an alarm that is called off does not ring, and one far away does not ring at once", async () => {
  const clock = monotonicClock();
  const rung: string[] = [];
  const onWarning = (warning: Error): void => void rung.push(warning.name);
  process.on("warning", onWarning);
  const cancelSoon = clock.wakeAt(clock.nowMs() + 2, () => rung.push("soon"));
  // Beyond what one timer can wait: set as it is, it would ring at once.
  const cancelFar = clock.wakeAt(2 ** 40, () => rung.push("far"));
  cancelSoon();
  await new Promise<void>((resolve) => {
    clock.wakeAt(clock.nowMs() + 10, resolve);
  });
  cancelFar();
  process.off("warning", onWarning);
  expect(rung).toEqual([]);
});
