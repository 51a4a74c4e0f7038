import { expect, test } from "vitest";
import { fakeReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor, until } from "./runDoor.ts";

test("requests are counted by router, deployment and outcome, with their times", async () => {
  const statuses = [200, 200, 429, 500, 400];
  const replica = await fakeReplica((response) => response.writeHead(statuses.shift() ?? 200).end("{}"));
  const feed = testFeed(
    [plannedRouter("r", ["d"]), plannedRouter("empty", [])],
    [plannedDeployment("d", [replica.baseUrl])],
  );
  let nowMs = 0;
  // Every look at the clock is 20 ms later: the request comes, its first byte comes, it ends.
  const clock = { nowMs: () => (nowMs += 20) };
  const { ask, door } = await runDoor(feed, { clock });
  for (const model of ["r", "r", "r", "r", "r", "empty", "nobody", "d"])
    await ask("/v1/completions", { body: chat(model) });
  await until(() => door.inFlight() === 0);
  expect(door.metrics.counts()).toEqual([
    { account: "acme", router: "r", deployment: "d", outcome: "served", count: 3 },
    { account: "acme", router: "r", deployment: "d", outcome: "rejected", count: 1 },
    { account: "acme", router: "r", deployment: "d", outcome: "failed", count: 1 },
    { account: "acme", router: "empty", deployment: "", outcome: "unroutable", count: 1 },
    { account: "", router: "", deployment: "", outcome: "refused", count: 1 },
    { account: "acme", router: "", deployment: "d", outcome: "served", count: 1 },
  ]);
  const page = await door.metrics.registry.metrics();
  const r = 'account="acme",router="r",deployment="d"';
  for (const line of [
    `shuntyard_requests_total{${r},outcome="served"} 3`,
    'shuntyard_attempts_total{account="acme",deployment="d"} 6',
    'shuntyard_attempts_in_flight{account="acme",deployment="d"} 0',
    'shuntyard_ready_replicas{account="acme",deployment="d"} 1',
    "shuntyard_requests_in_flight 0",
    "shuntyard_routing_plan_revision 1",
    "shuntyard_routing_store_version 1",
    `shuntyard_time_to_first_token_seconds_bucket{le="0.01",${r}} 0`,
    `shuntyard_time_to_first_token_seconds_bucket{le="0.025",${r}} 5`,
    `shuntyard_request_duration_seconds_bucket{le="0.025",${r}} 0`,
    `shuntyard_request_duration_seconds_bucket{le="0.05",${r}} 5`,
  ]) {
    expect(page.split("\n")).toContain(line);
  }
  // Asked again, nothing is counted twice.
  expect(await door.metrics.registry.metrics()).toBe(page);
});
