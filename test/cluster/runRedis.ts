import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Redis } from "ioredis";
import { onTestFinished } from "vitest";
import type { RedisAddress } from "../../src/cluster/redisAddress.ts";
import { freePort } from "../../src/gateway/system/freePort.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";

export interface RunningRedis {
  readonly address: RedisAddress;
  /** For `--redis`. */
  readonly url: string;
  /** Another connection, to look at what is there. */
  readonly look: Redis;
  /** Kills it at once, as a crash would, and after something has happened starts it again with what it had written down. */
  readonly crash: (meanwhile: () => Promise<void>) => Promise<void>;
}

/** What a test wants of its server beside a port and a folder of its own. */
export interface RedisWish {
  readonly password?: string;
  /** Certificate and key, in files; it then speaks TLS alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** Debian's redis-server on a free port of loopback, with an append-only file, until the test is over. */
export async function runRedis({ password, tls }: RedisWish = {}): Promise<RunningRedis> {
  const { path } = temporaryFolder();
  const port = await freePort("127.0.0.1", 0);
  const ports = tls ? ["--port", "0", "--tls-port", `${port}`, "--tls-auth-clients", "no"] : ["--port", `${port}`];
  const files = tls ? ["--tls-cert-file", tls.certificate, "--tls-key-file", tls.key] : [];
  const options = ["--bind", "127.0.0.1", "--dir", path, "--save", "", "--appendonly", "yes", ...ports, ...files];
  const protection = password === undefined ? [] : ["--requirepass", password];
  const start = (): ChildProcess => spawn("redis-server", [...options, ...protection], { stdio: "ignore" });
  let server = start();
  const look = new Redis({
    host: "127.0.0.1",
    port,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: { rejectUnauthorized: false } } : {}),
  });
  // It is not there yet, or just now not there.
  look.on("error", () => {});
  onTestFinished(async () => {
    look.disconnect();
    await killed(server);
  });
  await look.ping();
  return {
    address: { host: "127.0.0.1", port, db: 0, tls: tls !== undefined, username: undefined, password },
    url: `${tls ? "rediss" : "redis"}://127.0.0.1:${port}`,
    look,
    crash: async (meanwhile) => {
      await killed(server);
      await meanwhile();
      server = start();
      await look.ping();
    },
  };
}

async function killed(server: ChildProcess): Promise<void> {
  server.kill("SIGKILL");
  if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
}
