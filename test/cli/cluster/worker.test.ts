import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runRedis } from "../../cluster/runRedis.ts";
import { startWorker } from "../../cluster/workers.ts";
import { requireTool } from "../../requireTool.ts";
import { shuntyard } from "../built.ts";
import { steadyScenario } from "../steadyScenario.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const withRedis = requireTool("redis-server");

/** Each replication is a shard of a second or two: five million requests. */
function longScenario(): string {
  const replica = { slots: 32, queue: 100, service: { kind: "exponential", mean: "200ms" } };
  return steadyScenario("long", {
    duration: "1000s",
    replications: 4,
    fleet: { blue: { replicas: 24, replica }, green: { replicas: 16, replica } },
    traffic: { arrivals: { kind: "poisson", rate: "5000/s" } },
  });
}

withRedis("two worker processes, one killed in the middle: the bytes of the run in one place", async () => {
  const redis = await runRedis();
  const path = temporaryFolder().file("long.json", longScenario());
  const [doomed] = await Promise.all([1, 2].map(() => startWorker(["--redis", redis.url])));
  const running = shuntyard(["run", path, "--json", "--engine", "bullmq", "--redis", redis.url]);
  // With the answer to its first shard it is given the next.
  await doomed?.says(/run-1-shard-\d played/);
  doomed?.process.kill("SIGKILL");
  const far = await running;
  expect(doomed?.process.signalCode).toBe("SIGKILL");
  expect(far.code).toBe(0);
  expect(far.stdout).toBe((await shuntyard(["run", path, "--json", "--quiet"])).stdout);
});

withRedis("a worker that is asked to stop ends what it has in hand, and says by which signal", async () => {
  const redis = await runRedis();
  const { process: worker } = await startWorker(["--redis", redis.url]);
  worker.kill("SIGTERM");
  const [code] = await once(worker, "exit");
  expect(code).toBe(143);
});

requireTool("redis-server", "openssl")(
  "over TLS, with the password and the authority from the environment",
  async () => {
    const folder = temporaryFolder();
    const [certificate, key] = [join(folder.path, "certificate.pem"), join(folder.path, "key.pem")];
    const subject = ["-subj", "/CN=queue", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-nodes"];
    const files = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", key, "-out", certificate];
    expect(spawnSync("openssl", ["req", "-x509", ...files, ...subject]).status).toBe(0);
    const redis = await runRedis({ password: "hush", tls: { certificate, key } });
    const trusting = { SHUNTYARD_REDIS_PASSWORD: "hush", NODE_EXTRA_CA_CERTS: certificate };
    const path = folder.file("steady.json", steadyScenario("steady"));
    const argv = ["run", path, "--json", "--quiet", "--engine", "bullmq"];
    await startWorker([], { ...trusting, SHUNTYARD_REDIS_URL: redis.url });
    const far = await shuntyard([...argv, "--redis", redis.url], trusting);
    expect(far).toEqual(await shuntyard(["run", path, "--json", "--quiet"]));
    const doubting = await shuntyard([...argv, "--redis", redis.url], { SHUNTYARD_REDIS_PASSWORD: "hush" });
    expect(doubting).toMatchObject({ code: 4, stdout: "" });
    expect(doubting.stderr).toMatch(/Redis at rediss:\/\/127\.0\.0\.1:\d+ cannot be reached: self-signed certificate/);
  },
);

withRedis("a wrong password: a sentence and 4, from the run and from a worker", async () => {
  const redis = await runRedis({ password: "hush" });
  const path = temporaryFolder().file("steady.json", steadyScenario("steady"));
  const wrong = { SHUNTYARD_REDIS_PASSWORD: "wrong-one" };
  const run = await shuntyard(["run", path, "--engine", "bullmq", "--redis", redis.url], wrong);
  const worker = await shuntyard(["worker", "--redis", redis.url], wrong);
  for (const { code, stdout, stderr } of [run, worker]) {
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/Redis at redis:\/\/127\.0\.0\.1:\d+ refused the password: see SHUNTYARD_REDIS_PASSWORD/);
    expect(stderr).not.toContain("wrong-one");
  }
});

test.for(["bullmq", "ioredis"])(
  "where %s is not installed, whoever needs it is told what to install",
  async (absent) => {
    const folder = temporaryFolder();
    const path = folder.file("steady.json", steadyScenario("steady"));
    const hooks = folder.file(
      "hooks.mjs",
      `export async function resolve(name, context, next) {
      if (name !== "${absent}") return next(name, context);
      throw Object.assign(new Error("Cannot find package '${absent}'"), { code: "ERR_MODULE_NOT_FOUND" });
    }`,
    );
    const register = folder.file(
      "register.mjs",
      `import { register } from "node:module"; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
    );
    const environment = { NODE_OPTIONS: `--import=${pathToFileURL(register).href}` };
    const redis = ["--redis", "redis://127.0.0.1:1"];
    const run = await shuntyard(["run", path, "--engine", "bullmq", ...redis], environment);
    const worker = await shuntyard(["worker", ...redis], environment);
    for (const { code, stderr } of [run, worker]) {
      expect(code).toBe(4);
      expect(stderr).toMatch(/needs two packages that are not installed here: npm install bullmq ioredis\n$/);
    }
    expect((await shuntyard(["run", path, "--quiet"], environment)).code).toBe(0);
  },
);

test("mistakes in the options of a worker are told at once: 2", async () => {
  expect(await shuntyard(["worker", "--concurrency", "0"])).toEqual({
    code: 2,
    stdout: "",
    stderr: [
      "shuntyard: --redis: expected the address of Redis, here or in SHUNTYARD_REDIS_URL, such as redis://host:6379",
      'shuntyard: --concurrency: expected an integer from 1 to 256, got "0"',
      "",
    ].join("\n"),
  });
});
