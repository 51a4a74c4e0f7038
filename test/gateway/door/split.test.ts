import { expect, test } from "vitest";
import { fakeReplica, namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor } from "./runDoor.ts";

test("4 and 1 replicas get 80 % and 20 % of the requests, each replica the same", async () => {
  const replicas = await Promise.all(Array.from({ length: 5 }, () => namedReplica("x")));
  const urls = replicas.map(({ baseUrl }) => baseUrl);
  const { ask } = await runDoor(
    testFeed(
      [plannedRouter("my-router", ["current", "new"])],
      [plannedDeployment("current", urls.slice(0, 4)), plannedDeployment("new", urls.slice(4))],
    ),
  );
  const requests = 1600;
  const body = chat("my-router");
  let onNew = 0;
  for (let i = 0; i < requests; i += 16) {
    const answers = await Promise.all(Array.from({ length: 16 }, () => ask("/v1/chat/completions", { body })));
    onNew += answers.filter(({ headers }) => headers["x-shuntyard-deployment"] === "new").length;
  }
  // The seed is fixed, so it cannot come out otherwise by chance. For a fresh one, 320 of 1600 has a standard deviation
  // of 16: 5 of them are left in 1 of 1.7 million runs.
  expect(Math.abs(onNew - 320)).toBeLessThan(80);
  expect(replicas[4]?.received).toHaveLength(onNew);
  // Chi-square of the five counts, 4 degrees of freedom: above 33.4 in 1 of a million runs.
  const chiSquare = replicas.reduce((sum, { received }) => sum + (received.length - 320) ** 2 / 320, 0);
  expect(chiSquare).toBeLessThan(33.4);
});

test("even-load sends the next request to the deployment with the least in flight per replica", async () => {
  const waiting: (() => void)[] = [];
  const hold = (): ReturnType<typeof fakeReplica> =>
    fakeReplica((response) => void waiting.push(() => response.end("{}")));
  const replicas = await Promise.all([hold(), hold(), hold()]);
  const urls = replicas.map(({ baseUrl }) => baseUrl);
  const { ask } = await runDoor(
    testFeed(
      [plannedRouter("r", ["two", "one"], { strategy: "even-load" })],
      [plannedDeployment("two", urls.slice(0, 2)), plannedDeployment("one", urls.slice(2))],
    ),
  );
  const answers = Array.from({ length: 30 }, () => ask("/v1/chat/completions", { body: chat("r") }));
  while (waiting.length < 30) await new Promise((resolve) => setImmediate(resolve));
  const toOne = replicas[2]?.received.length;
  expect(toOne).toBe(10);
  for (const release of waiting) release();
  await Promise.all(answers);
});
