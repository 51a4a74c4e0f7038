import { expect, test } from "vitest";
import { temporaryFolder } from "../temporaryFolder.ts";
import { quickMock, type RunningServer, ready, runningServer, yard } from "./runningServer.ts";
import { steadyTraffic } from "./steadyTraffic.ts";

const model = "accounts/local/routers/my-router";

/** Does a command that must go well. */
async function done(server: RunningServer, line: string): Promise<void> {
  const { code, stderr } = await server.command(...line.split(" "));
  expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
}

/**
 * Asks the router until the judge is certain. A right router fails with probability at most 1e-9 and one that is off by
 * 10 pp passes with at most 1e-6, so all the checks of the test together fail by chance once in 1e8 runs.
 */
async function expectSplit(server: RunningServer, split: string): Promise<void> {
  const body = JSON.stringify({ model, max_tokens: 1, messages: [{ role: "user", content: "Hello" }] });
  const { code, stdout, stderr } = await server.command(
    ...["check", "--target", `${server.url}/v1/chat/completions`, "--by-header", "x-shuntyard-deployment"],
    ...["--body", body, "-H", "content-type: application/json", "--expect", split, "--margin", "10pp"],
    ...["--flake", "1e-9", "--miss", "1e-6", "--rate", "100000/s", "--timeout", "60s", "--quiet"],
  );
  expect(code, stdout + stderr).toBe(0);
}

test("the worked migration by commands alone: the split follows every step, and no request fails", async () => {
  const scenario = temporaryFolder().file("yard.json", yard(4));
  const server = await runningServer([scenario, "--seed", "1"]);
  const traffic = steadyTraffic(server.url, model, 4);
  await expectSplit(server, "current-deployment=1");

  const created = await server.command(
    ...["deployment", "create", "--deployment-id", "new-deployment", "--replica-count", "1", "--mock", quickMock],
  );
  expect(created.code, created.stderr).toBe(0);
  await ready(server, "deployment", "new-deployment");
  await done(server, "router update my-router --deployments=current-deployment,new-deployment");
  await ready(server, "router", "my-router");
  await expectSplit(server, "current-deployment=4,new-deployment=1");

  await done(server, "deployment scale new-deployment --replica-count 4");
  await ready(server, "deployment", "new-deployment");
  await done(server, "deployment scale current-deployment --replica-count 1");
  await ready(server, "deployment", "current-deployment");
  await expectSplit(server, "current-deployment=1,new-deployment=4");

  const refused = await server.command("deployment", "delete", "current-deployment");
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("my-router") });
  await done(server, "router update my-router --deployments=new-deployment");
  await ready(server, "router", "my-router");
  await done(server, "deployment delete current-deployment");
  await expectSplit(server, "new-deployment=1");

  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(traffic.answered()).toBeGreaterThan(0);

  server.signal("SIGTERM");
  const { code, stdout } = await server.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/my-router: .*current-deployment [\d,]+ \(\d+\.\d\d %\)/);
}, 400_000);
