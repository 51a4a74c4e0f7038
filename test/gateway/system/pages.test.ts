import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { ask, bobKey, chat, control, deploy, ready, routers, testSystem, until } from "./systemWorld.ts";

interface Line {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const lineForm = /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\.)*",?)*)\})? (-?[0-9.e+-]+|\+Inf|NaN)$/;

/** Lines of the text format of Prometheus; throws at one that is none, and where a type is told twice. */
function parsed(text: string): readonly Line[] {
  const types = text.split("\n").filter((line) => line.startsWith("# TYPE "));
  expect(new Set(types).size).toBe(types.length);
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", labels = "", value = ""] = lineForm.exec(line) ?? [];
      if (name === "") throw new Error(`not a line of metrics: ${line}`);
      const pairs = [...labels.matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = "", text = ""]) => [key, text]);
      return { name, labels: Object.fromEntries(pairs), value: Number(value.replace("+Inf", "Infinity")) };
    });
}

describe.each([1, 2])("with %i gateways", (gateways) => {
  test("/metrics tells in the text of Prometheus what all of them did, and each series once", async () => {
    const system = await testSystem({ gateways });
    await deploy(system, { a: 2, b: 1 });
    await control(system.url, "POST", `${routers}?routerId=r`, { deployments: ["a", "b"] });
    await ready(system.url, `${routers}/r`);
    for (let i = 0; i < 40; i++) expect((await chat(system.url, "r")).status).toBe(200);
    expect((await chat(system.url, "none")).status).toBe(404);
    await until(() => system.traffic().requests.reduce((sum, { count }) => sum + count, 0) === 41);
    const { headers, text } = await ask(system.url, "/metrics");
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = parsed(text);
    const series = lines.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
    expect(new Set(series).size).toBe(series.length);
    const sum = (name: string, labels: Readonly<Record<string, string>> = {}): number =>
      lines
        .filter((line) => line.name === name && Object.entries(labels).every(([key, of]) => line.labels[key] === of))
        .reduce((total, { value }) => total + value, 0);
    const served = { account: "alice", router: "r", outcome: "served" };
    expect(sum("shuntyard_requests_total", served)).toBe(40);
    expect(sum("shuntyard_request_duration_seconds_count", { router: "r" })).toBe(40);
    expect(sum("shuntyard_request_duration_seconds_bucket", { router: "r", le: "+Inf" })).toBe(40);
    expect(sum("shuntyard_time_to_first_token_seconds_count", { router: "r" })).toBe(40);
    expect(sum("shuntyard_attempts_total")).toBe(40);
    expect(sum("shuntyard_requests_in_flight")).toBe(0);
    expect(sum("shuntyard_ready_replicas", { deployment: "a" })).toBe(2);
    expect(sum("shuntyard_ready_replicas", { deployment: "b" })).toBe(1);
    const { revision, oldestVersion } = system.traffic();
    expect(sum("shuntyard_newest_plan_revision")).toBe(revision);
    expect(sum("shuntyard_oldest_plan_revision")).toBe(revision);
    for (const gateway of Array.from({ length: gateways }, (_, i) => String(i))) {
      expect(sum("shuntyard_routing_plan_revision", { gateway })).toBe(revision);
      expect(sum("shuntyard_routing_store_version", { gateway })).toBe(oldestVersion);
    }
    expect(sum("shuntyard_propagation_seconds_count")).toBeGreaterThan(0);
    expect(sum("shuntyard_gateway_late")).toBe(0);
  });

  test("an account's key sees no metrics of another account, and no key sees none", async () => {
    const system = await testSystem({ gateways });
    await deploy(system, { hush: 1 });
    await control(system.url, "POST", `${routers}?routerId=hidden`, { deployments: ["hush"] });
    await ready(system.url, `${routers}/hidden`);
    await chat(system.url, "hidden");
    expect((await ask(system.url, "/metrics")).text).toContain("hush");
    const { status, text } = await ask(system.url, "/metrics", { key: bobKey });
    expect(status).toBe(200);
    expect(text).toContain("shuntyard_newest_plan_revision");
    expect(text).not.toMatch(/hush|hidden|alice/);
    for (const key of ["", "wrong"]) {
      const refused = await ask(system.url, "/metrics", { key });
      expect(refused.status).toBe(401);
      expect(refused.body).toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });

  test("/healthz and /readyz need no key and name nobody", async () => {
    const { url } = await testSystem({ gateways });
    expect((await ask(url, "/healthz", { key: "" })).body).toEqual({ status: "alive" });
    expect((await ask(url, "/readyz", { key: "" })).body).toEqual({
      status: "ready",
      gateways: { routing: gateways, wanted: gateways, late: 0 },
    });
    expect((await ask(url, "/readyz?verbose", { method: "HEAD", key: "" })).status).toBe(200);
    expect((await ask(url, "/readyz", { method: "POST", key: "" })).status).toBe(404);
  });

  test("what is no HTTP is refused and cut, and so is a head that is too large", async () => {
    const { url } = await testSystem({ gateways });
    const { hostname, port } = new URL(url);
    for (const [sent, status] of [
      ["no HTTP at all\r\n\r\n", 400],
      ["GET /readyz HTTP/1.1\r\n\r\n", 400],
      ["POST /v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
      [`GET /readyz HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ] as const) {
      const socket = connect(Number(port), hostname);
      socket.write(sent);
      let text = "";
      for await (const chunk of socket) text += String(chunk);
      expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
    expect((await ask(url, "/readyz", { key: "" })).status).toBe(200);
  });
});
