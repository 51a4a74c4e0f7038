import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RetryBudget } from "../../../src/gateway/door/retryBudget.ts";
import { fakeReplica, namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, type RunningDoor, runDoor } from "./runDoor.ts";

const path = "/v1/chat/completions";

/** A base URL where nobody listens. */
async function nowhere(): Promise<string> {
  const replica = await fakeReplica(() => {});
  await replica.die();
  return replica.baseUrl;
}

async function answersOf({ ask }: RunningDoor, count: number): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let i = 0; i < count; i++) {
    const { status, headers } = await ask(path, { body: chat("r") });
    answers.push(`${status} ${headers["x-shuntyard-replica"]} ${headers["x-shuntyard-attempts"]}`);
  }
  return answers;
}

describe("another replica is asked", () => {
  test("when there is no connection to the first", async () => {
    const good = await namedReplica("good");
    const deployment = plannedDeployment("d", [await nowhere(), good.baseUrl]);
    const running = await runDoor(testFeed([plannedRouter("r", ["d"])], [deployment]));
    expect(new Set(await answersOf(running, 12))).toEqual(new Set(["200 r-2 1", "200 r-2 2"]));
    expect(good.received).toHaveLength(12);
  });

  test("when the connection breaks before the answer", async () => {
    const good = await namedReplica("good");
    const bad = await fakeReplica((response) => response.destroy());
    const running = await runDoor(
      testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [bad.baseUrl, good.baseUrl])]),
    );
    expect(new Set(await answersOf(running, 12))).toEqual(new Set(["200 r-2 1", "200 r-2 2"]));
  });

  test("when the first says 503, and its connection is kept", async () => {
    const good = await namedReplica("good");
    const full = await fakeReplica((response) => response.writeHead(503).end("x".repeat(5000)));
    const running = await runDoor(
      testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [full.baseUrl, good.baseUrl])]),
    );
    expect(new Set(await answersOf(running, 12))).toEqual(new Set(["200 r-2 1", "200 r-2 2"]));
    expect(full.received.length).toBeGreaterThan(1);
    expect(await full.connections()).toBe(1);
  });

  test("by the plan of that moment", async () => {
    const [old, next] = [await nowhere(), await namedReplica("next")];
    const bad = await fakeReplica((response) => {
      feed.publish([plannedRouter("r", ["next"])], [plannedDeployment("next", [next.baseUrl])]);
      response.destroy();
    });
    const feed = testFeed(
      [plannedRouter("r", ["old", "bad"])],
      [plannedDeployment("old", [old], { weight: 0 }), plannedDeployment("bad", [bad.baseUrl])],
    );
    const { ask } = await runDoor(feed);
    const { status, headers } = await ask(path, { body: chat("r") });
    expect([status, headers["x-shuntyard-deployment"], headers["x-shuntyard-attempts"]]).toEqual([200, "next", "2"]);
  });

  test("or the only one again, when its connection broke: it may have been closed as idle", async () => {
    let asked = 0;
    const replica = await fakeReplica((response) => (asked++ === 0 ? response.destroy() : response.end("{}")));
    const running = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
    expect(await answersOf(running, 1)).toEqual(["200 r-1 2"]);
  });
});

describe("nobody else is asked", () => {
  test("after three attempts", async () => {
    const urls = await Promise.all(Array.from({ length: 5 }, nowhere));
    const running = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", urls)]));
    const { status, headers, text } = await running.ask(path, { body: chat("r") });
    expect([status, headers["x-shuntyard-attempts"]]).toEqual([502, "3"]);
    expect(JSON.parse(text).error).toMatchObject({ code: "replica_failed", type: "server_error" });
    expect(JSON.parse(text).error.message).toMatch(/replica r-\d of deployment d .*ECONNREFUSED, after 3 attempts/);
  });

  test("when a replica takes too long: it may still be at work", async () => {
    const slow = await fakeReplica(() => {});
    const good = await namedReplica("good");
    const feed = testFeed(
      [plannedRouter("r", ["slow", "good"])],
      [plannedDeployment("slow", [slow.baseUrl]), plannedDeployment("good", [good.baseUrl], { weight: 1e-9 })],
    );
    const running = await runDoor(feed, { limits: { firstByteMs: 50 } });
    expect(await answersOf(running, 1)).toEqual(["504 r-1 1"]);
    expect(good.received).toEqual([]);
  });

  test.each([400, 404, 429, 500, 502, 504])("when a replica answers %i", async (status) => {
    const replicas = await Promise.all(
      [1, 2].map(() => fakeReplica((response) => response.writeHead(status).end("as it is"))),
    );
    const urls = replicas.map(({ baseUrl }) => baseUrl);
    const { ask } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", urls)]));
    const answer = await ask(path, { body: chat("r") });
    expect([answer.status, answer.text]).toEqual([status, "as it is"]);
    expect(replicas.flatMap(({ received }) => received)).toHaveLength(1);
  });

  test("once a byte of the answer has come: the client sees that it is not whole", async () => {
    const bad = await fakeReplica((response) => {
      response.write("data: half");
      setTimeout(() => response.destroy(), 20);
    });
    const { ask, door } = await runDoor(
      testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [bad.baseUrl, bad.baseUrl])]),
    );
    await expect(ask(path, { body: chat("r", { stream: true }) })).rejects.toThrow(
      /terminated|other side closed|aborted/,
    );
    expect(bad.received).toHaveLength(1);
    expect(door.metrics.counts()).toMatchObject([{ outcome: "failed", count: 1 }]);
  });

  test("when the last 503 has nobody behind it: it is passed on, Retry-After included", async () => {
    const full = await fakeReplica((response) => response.writeHead(503, { "retry-after": "7" }).end("full"));
    const { ask, door } = await runDoor(
      testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [full.baseUrl])]),
    );
    const { status, headers, text } = await ask(path, { body: chat("r") });
    expect([status, headers["retry-after"], text]).toEqual([503, "7", "full"]);
    expect(door.metrics.counts()).toMatchObject([{ outcome: "rejected", count: 1 }]);
  });

  test("beyond the budget", async () => {
    const urls = await Promise.all([nowhere(), nowhere(), nowhere(), nowhere()]);
    const running = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", urls)]));
    const attempts = (await answersOf(running, 100)).map((answer) => Number(answer.split(" ")[2]));
    const further = attempts.reduce((sum, count) => sum + count - 1, 0);
    expect(further).toBe(10 + 0.2 * 100 - 1);
  });
});

describe("the retry budget", () => {
  test("in any stretch of n requests there are at most reserve + share · n further attempts", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 2, noNaN: true }), fc.nat(20), (wanted, share, reserve) => {
        const budget = new RetryBudget(share, reserve);
        const made = wanted.map((count) => {
          budget.payIn();
          return Array.from({ length: count }, () => budget.takeOut()).filter(Boolean).length;
        });
        for (let from = 0; from < made.length; from++) {
          let sum = 0;
          for (let to = from; to < made.length; to++) {
            sum += made[to] ?? 0;
            expect(sum).toBeLessThanOrEqual(reserve + share * (to - from + 1) + 1e-6);
          }
        }
      }),
    );
  });

  test("share 0.2 and an empty reserve: every fifth request pays for one further attempt", () => {
    const budget = new RetryBudget(0.2, 1);
    expect(budget.takeOut()).toBe(true);
    const paid = Array.from({ length: 10 }, () => {
      budget.payIn();
      return budget.takeOut();
    });
    expect(paid).toEqual([false, false, false, false, true, false, false, false, false, true]);
  });
});
