import { expect, test } from "vitest";
import { fakeReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor, until } from "./runDoor.ts";

const path = "/v1/chat/completions";

test.each([
  ["no head in time", { firstByteMs: 60 }],
  ["no whole answer in time", { totalMs: 60 }],
])("%s: 504, and the replica is told", async (_, limits) => {
  let gone = 0;
  const replica = await fakeReplica((response) => response.on("close", () => gone++));
  const { ask, door } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
    {
      limits,
    },
  );
  const { status, headers, text } = await ask(path, { body: chat("r") });
  expect([status, JSON.parse(text).error.code]).toEqual([504, "replica_timed_out"]);
  expect(headers).toMatchObject({ "x-shuntyard-replica": "r-1", "x-shuntyard-attempts": "1" });
  await until(() => gone === 1 && door.inFlight() === 0);
  expect(door.metrics.counts()).toMatchObject([{ deployment: "d", outcome: "timed-out", count: 1 }]);
});

test.each([
  ["no next chunk in time", { idleMs: 60 }],
  ["a stream without end", { totalMs: 60 }],
])("%s: the answer is broken off", async (_, limits) => {
  let gone = 0;
  const replica = await fakeReplica((response) => {
    response.on("close", () => gone++);
    response.write("data: 1\n\n");
  });
  const { ask, door } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
    {
      limits,
    },
  );
  await expect(ask(path, { body: chat("r", { stream: true }) })).rejects.toThrow(
    /terminated|other side closed|aborted/,
  );
  await until(() => gone === 1 && door.inFlight() === 0);
  expect(door.metrics.counts()).toMatchObject([{ deployment: "d", outcome: "timed-out", count: 1 }]);
});

test("time in which the client takes nothing is not the replica's: its answer is not broken off", async () => {
  const piece = Buffer.alloc(2 ** 20, "x");
  const replica = await fakeReplica((response) => {
    for (let i = 0; i < 32; i++) response.write(piece);
    response.end();
  });
  const { open } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]), {
    limits: { idleMs: 400 },
  });
  const { body } = await open(path, { body: chat("r") });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  expect(bytes).toBe(32 * 2 ** 20);
});
