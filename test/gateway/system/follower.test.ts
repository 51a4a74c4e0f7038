import { describe, expect, test } from "vitest";
import { KeyRing } from "../../../src/gateway/control/keyRing.ts";
import { machineTime } from "../../../src/gateway/mock/machineTime.ts";
import { MockFleet } from "../../../src/gateway/mock/mockFleet.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { StoreFault } from "../../../src/gateway/store/storeFault.ts";
import { followedStore } from "../../../src/gateway/system/followedStore.ts";
import { Follower } from "../../../src/gateway/system/follower.ts";
import type { Handout } from "../../../src/gateway/system/handout.ts";
import { KeptFleet } from "../../../src/gateway/system/keptFleet.ts";
import { routerRecord as router } from "../store/records.ts";

const readMs = 10;

/** A follower on a clock that is moved by hand, of a store that takes a while to be read and can be made to fail. */
function world() {
  let nowMs = 0;
  let isBusy = false;
  const timers = new Set<{ readonly atMs: number; readonly call: () => void }>();
  const memory = memoryResourceStore();
  const file: ResourceStore = {
    change: (work) => memory.change(work),
    read: (work) => {
      if (isBusy) throw new StoreFault("busy", "held by another process");
      nowMs += readMs;
      return memory.read(work);
    },
    get version() {
      return memory.version;
    },
    close: () => memory.close(),
  };
  const mock = new MockFleet({ seed: "1", time: machineTime });
  const faults: unknown[] = [];
  const ring = new KeyRing([]);
  const follower = new Follower({
    store: file,
    replicas: mock,
    fleet: new KeptFleet(mock),
    ring,
    time: {
      clock: { nowMs: () => nowMs },
      after: (delayMs, call) => {
        const timer = { atMs: nowMs + delayMs, call };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    onFault: (error) => faults.push(error),
  });
  const handouts: Handout[] = [];
  follower.begin((handout) => handouts.push(handout));
  /** Lets time pass and everything happen that is due. */
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const timer of [...timers]) {
      if (timer.atMs > nowMs) continue;
      timers.delete(timer);
      timer.call();
    }
  };
  const busy = (is: boolean): void => {
    isBusy = is;
  };
  return {
    memory,
    store: followedStore(file, () => follower.changed()),
    follower,
    ring,
    faults,
    handouts,
    pass,
    busy,
  };
}

describe("a small store", () => {
  test("is followed before a change returns; a change of another process with the next look", () => {
    const { memory, store, handouts, pass } = world();
    store.change((tables) => tables.routers.put(router({ id: "here" })));
    expect(handouts.at(-1)?.plan.routers.map(({ id }) => id)).toEqual(["here"]);
    memory.change((tables) => tables.routers.put(router({ id: "there" })));
    expect(handouts).toHaveLength(1);
    pass(100);
    expect(handouts.at(-1)?.plan.routers.map(({ id }) => id)).toEqual(["here", "there"]);
  });

  test("hands keys out when they are others than before, and not again", () => {
    const { store, handouts, ring } = world();
    const hash = "a".repeat(64);
    store.change((tables) => tables.putKey({ hash, account: "alice", name: "k" }));
    expect(handouts.at(-1)?.keys).toEqual([{ hash, account: "alice", name: "k" }]);
    store.change((tables) => tables.routers.put(router({})));
    expect(handouts.at(-1)?.keys).toBeUndefined();
    store.change((tables) => tables.deleteKey(hash));
    expect(handouts.at(-1)?.keys).toEqual([]);
    expect(ring.principalOf("x")).toBeUndefined();
  });
});

test("a store that cannot be read for a while is told of once; the change stands, and is followed when it can be read", () => {
  const { store, handouts, faults, pass, busy } = world();
  busy(true);
  store.change((tables) => tables.routers.put(router({ id: "late" })));
  pass(100);
  pass(100);
  expect(faults).toEqual([expect.objectContaining({ name: "StoreFault", kind: "busy" })]);
  expect(handouts).toEqual([]);
  busy(false);
  pass(100);
  expect(handouts.at(-1)?.plan.routers.map(({ id }) => id)).toEqual(["late"]);
});

test("changes of a large store are taken together, and the last of them is never lost", () => {
  const { memory, store, handouts, pass } = world();
  const many = 1001;
  store.change((tables) => {
    for (let i = 0; i < many; i++) tables.routers.put(router({ id: `many-${i}` }));
  });
  const before = handouts.length;
  for (let i = 0; i < 50; i++) store.change((tables) => tables.routers.put(router({ id: `r${i}` })));
  expect(handouts.length - before).toBeLessThan(50);
  pass(1000);
  expect(handouts.at(-1)?.plan.storeVersion).toBe(memory.version);
  expect(handouts.at(-1)?.plan.routers).toHaveLength(many + 50);
});

test("nothing is handed out after it was closed", () => {
  const { memory, follower, handouts, pass } = world();
  follower.close();
  memory.change((tables) => tables.routers.put(router({})));
  follower.follow();
  pass(1000);
  expect(handouts).toEqual([]);
});
