import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import { shell, shuntyard } from "../built.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { ready, runningServer, until, yard } from "./runningServer.ts";

/** A port of 127.0.0.1 on which somebody listens until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())));
  return Number(asFields(server.address())?.["port"]);
}

async function status(url: string, key?: string): Promise<number> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return (await fetch(`${url}/v1/models`, { headers })).status;
}

describe("what it says when it begins", () => {
  test("can be pasted: the request is answered, and the commands do what they say", async () => {
    const server = await runningServer();
    await until(() => server.printed.stdout.includes("router get"));
    const { stdout } = server.printed;
    expect(stdout).toContain("Router my-router over current-deployment (4 ready).");
    const pasted = /^ {2}curl.*?(?=\n\n)/ms.exec(stdout)?.[0] ?? "";
    const answered = await shell(pasted.replace("curl -i", "curl -i -s"));
    expect(answered.stdout).toMatch(/^HTTP\/1.1 200 OK\r\n.*x-shuntyard-deployment: current-deployment\r\n/is);
    const commands = stdout.slice(
      stdout.indexOf("Change it while it serves:\n") + "Change it while it serves:\n".length,
    );
    const done = await shell(`set -e; ${commands}`);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain("current-deployment, new-deployment");
  });

  test("with --json an event a line, and nothing else", async () => {
    const server = await runningServer(["--json"]);
    await fetch(`${server.url}/v1/chat/completions`, { method: "POST", body: "{}" });
    await until(() => server.printed.stdout.includes('"event":"traffic"'));
    server.signal("SIGTERM");
    const { code, stdout } = await server.ended;
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => asFields(JSON.parse(line)) ?? {});
    expect(code).toBe(0);
    expect(events[0]).toMatchObject({
      event: "serving",
      url: server.url,
      open: true,
      router: { name: "accounts/local/routers/my-router", deployments: ["current-deployment"] },
    });
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(["serving", "traffic", "draining", "ended"]));
    expect(events.at(-1)).toMatchObject({ event: "ended", cut: 0 });
  });

  test("where there is no terminal, no line of traffic is written over itself, nor with --quiet anything at all", async () => {
    const server = await runningServer(["--quiet"]);
    server.signal("SIGINT");
    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("what it begins with", () => {
  test("a scenario's router and fleet at time 0; its timeline is not played", async () => {
    const server = await runningServer(["scenarios/gradual-migration-80-20.json"]);
    const listed = JSON.parse((await server.command("deployment", "list", "-o", "json")).stdout);
    expect(listed.deployments).toEqual([
      expect.objectContaining({ name: "accounts/local/deployments/current-deployment", desiredReplicaCount: 4 }),
      expect.objectContaining({ name: "accounts/local/deployments/new-deployment", desiredReplicaCount: 0 }),
    ]);
    expect(server.printed.stdout).toContain("its 7 changes are not played");
  });

  test("replicas that are ready at once, however long others take to start", async () => {
    const slowStart = yard(2).replace('"replicas":2', '"replicas":2,"startup":{"kind":"fixed","value":"10m"}');
    const server = await runningServer([temporaryFolder().file("yard.json", slowStart)]);
    expect(server.printed.stdout).toContain("Router my-router over current-deployment (2 ready).");
    await server.command("deployment", "scale", "current-deployment", "--replica-count", "3");
    const { replicaStats } = JSON.parse(
      (await server.command("deployment", "get", "current-deployment", "-o", "json")).stdout,
    );
    expect(replicaStats).toMatchObject({ readyReplicaCount: 2, initializingReplicaCount: 1 });
  });

  test("a store that has something already, as it is, after its server was killed", async () => {
    const folder = temporaryFolder();
    const store = join(folder.path, "yard.db");
    const first = await runningServer([folder.file("yard.json", yard(2)), "--store", store]);
    const changes = [
      "deployment create --deployment-id other --replica-count 3",
      "router create --router-id second --deployments other --display-name Second",
      "deployment scale current-deployment --replica-count 1",
    ];
    for (const line of changes) expect(await first.command(...line.split(" "))).toMatchObject({ code: 0 });
    first.signal("SIGKILL");
    await first.ended;
    const again = await runningServer([folder.file("unlike.json", yard(9)), "--store", store]);
    expect(again.printed.stdout.replaceAll(/\s+/g, " ")).toContain("served as it was");
    const routers = JSON.parse((await again.command("router", "list", "-o", "json")).stdout).routers;
    expect(routers).toEqual([
      expect.objectContaining({ name: "accounts/local/routers/my-router" }),
      expect.objectContaining({ name: "accounts/local/routers/second", displayName: "Second" }),
    ]);
    await ready(again, "deployment", "other");
    const flags = await again.command("deployment", "get", "current-deployment", "-o", "flag");
    expect(flags.stdout).toContain("--replica-count=1");
  });
});

describe("keys", () => {
  test("of the environment, of a file and of the command line are asked for, and only these", async () => {
    const file = temporaryFolder().file("keys", "# for the build\nacme:ci:key-of-ci\n");
    const server = await runningServer(["--api-key", "key-of-local", "--api-keys", file], {
      SHUNTYARD_API_KEYS: "acme:ops:key-of-ops other:dev:key-of-dev",
    });
    const keys = ["key-of-local", "key-of-ci", "key-of-ops", "key-of-dev"];
    expect(await Promise.all(keys.map((key) => status(server.url, key)))).toEqual([200, 200, 200, 200]);
    expect(
      await Promise.all([undefined, "key-of-nobody", "acme:ops:key-of-ops"].map((key) => status(server.url, key))),
    ).toEqual([401, 401, 401]);
    const made = await server.command(
      ...["router", "create", "--router-id", "r", "--deployments=d", "-a", "acme", "--api-key", "key-of-ops"],
    );
    expect(made).toMatchObject({ code: 1, stderr: expect.stringContaining('no deployment "d" in account "acme"') });
    for (const key of keys) expect(server.printed.stdout + server.printed.stderr).not.toContain(key);
  });

  test("are made, listed and deleted in the store of a server that runs; it keeps no key in clear", async () => {
    const store = join(temporaryFolder().path, "yard.db");
    const key = async (...argv: readonly string[]) => await shuntyard(["key", ...argv, "--store", store]);
    const { stdout } = await key("create", "ops");
    const ops = stdout.trim();
    expect(ops).toMatch(/^sy-[\w-]{43}$/);
    const server = await runningServer(["--store", store]);
    expect([await status(server.url), await status(server.url, ops)]).toEqual([401, 200]);

    const dev = JSON.parse((await key("create", "dev", "-a", "acme", "-o", "json")).stdout).key;
    await until(async () => (await status(server.url, dev)) === 200);
    expect(await key("create", "dev", "-a", "acme")).toMatchObject({ code: 1, stdout: "" });
    expect(JSON.parse((await key("list", "-o", "json")).stdout)).toEqual([
      { account: "acme", name: "dev" },
      { account: "local", name: "ops" },
    ]);
    expect(await key("delete", "dev", "-a", "acme")).toMatchObject({ code: 0 });
    await until(async () => (await status(server.url, dev)) === 401);
    expect(await key("delete", "dev", "-a", "acme")).toMatchObject({ code: 1, stdout: "" });
    expect(await status(server.url, ops)).toBe(200);

    server.signal("SIGTERM");
    await server.ended;
    const kept = readFileSync(store, "latin1");
    expect([kept.includes(ops), kept.includes(dev), kept.includes("ops")]).toEqual([false, false, true]);
  });

  test("of a name take the place of the one before", async () => {
    const store = join(temporaryFolder().path, "yard.db");
    for (const key of ["first-key", "second-key"]) {
      const server = await runningServer(["--store", store], { SHUNTYARD_API_KEYS: `local:ops:${key}` });
      expect([await status(server.url, "first-key"), await status(server.url, "second-key")]).toEqual(
        key === "first-key" ? [200, 401] : [401, 200],
      );
      server.signal("SIGTERM");
      await server.ended;
    }
  });
});

describe("nothing is served, and it says what to do, when", () => {
  test("the port is taken", async () => {
    const port = await takenPort();
    const { code, stdout, stderr } = await shuntyard(["serve", "--port", `${port}`]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(`port ${port} of 127.0.0.1 is in use`);
    expect(stderr).toContain("--port 0");
  });

  test("the store is none, or its folder is missing; the file stays as it was", async () => {
    const folder = temporaryFolder();
    const path = folder.file("notes.txt", "no store at all");
    const { code, stderr } = await shuntyard(["serve", "--port", "0", "--store", path]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining("is no store") });
    expect(readFileSync(path, "utf8")).toBe("no store at all");
    const missing = join(folder.path, "missing", "yard.db");
    expect(await shuntyard(["serve", "--port", "0", "--store", missing])).toMatchObject({ code: 4, stdout: "" });
    expect(await shuntyard(["key", "list", "--store", path])).toMatchObject({ code: 4, stdout: "" });
    expect(await shuntyard(["key", "list", "--store", missing])).toMatchObject({ code: 2, stdout: "" });
    expect(existsSync(missing)).toBe(false);
  });

  test("other machines could reach it without a key", async () => {
    const { code, stderr } = await shuntyard(["serve", "--host", "0.0.0.0", "--port", "0"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("a key is required") });
  });

  test("the command has mistakes, of which it tells all", async () => {
    const { code, stderr } = await shuntyard(
      ["serve", "--port", "70000", "--gateways", "0", "--seed", "xyz", "--grace", "5", "--api-key", "a b"],
      { SHUNTYARD_API_KEYS: "acme:ops:key,broken-secret" },
    );
    expect(code).toBe(2);
    for (const option of ["--port", "--gateways", "--seed", "--grace", "--api-key", "SHUNTYARD_API_KEYS"]) {
      expect(stderr).toContain(`shuntyard: ${option}`);
    }
    expect(stderr).not.toContain("secret");
  });

  test("the scenario has mistakes", async () => {
    const path = temporaryFolder().file("broken.json", yard(1).replace('"my-router"', '"My Router"'));
    const { code, stdout, stderr } = await shuntyard(["serve", path, "--port", "0"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("router.id");
  });
});
