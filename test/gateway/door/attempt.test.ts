import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Attempt, type AttemptReceiver } from "../../../src/gateway/door/attempt.ts";
import { usualDoorLimits } from "../../../src/gateway/door/doorLimits.ts";
import { ReplicaLink } from "../../../src/gateway/door/replicaLink.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const load = { account: "acme", deployment: "d", inFlight: 0, attempts: 0 };
const link = new ReplicaLink("http://127.0.0.1:1", usualDoorLimits);
const target = { load, baseModel: "m", replica: "r-1", link };

/** An attempt whose answer is not wanted, up to its head. */
function unwanted(): { readonly attempt: Attempt; readonly isCut: () => boolean } {
  const told: AttemptReceiver = {
    sent: () => {},
    interim: () => {},
    head: () => false,
    chunk: () => expect.unreachable(),
    end: () => expect.unreachable(),
    failed: () => expect.unreachable(),
  };
  const attempt = new Attempt(target, told);
  let cut = false;
  attempt.onConnect(() => {
    cut = true;
  });
  attempt.onHeaders(503, [], () => {});
  return { attempt, isCut: () => cut };
}

test("an unwanted answer that ends soon keeps its connection", () => {
  const { attempt, isCut } = unwanted();
  attempt.onData(Buffer.alloc(65_536));
  attempt.onComplete();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect([isCut(), load.inFlight]).toEqual([false, 0]);
});

test.each([
  ["too long", (attempt: Attempt) => attempt.onData(Buffer.alloc(65_537))],
  ["not over in time", () => vi.advanceTimersByTime(5_000)],
])("an unwanted answer that is %s is cut, and its deployment is not busy with it", (_, happen) => {
  const { attempt, isCut } = unwanted();
  expect([isCut(), load.inFlight]).toEqual([false, 0]);
  happen(attempt);
  expect([isCut(), load.inFlight]).toEqual([true, 0]);
});
