import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { sqliteResourceStore } from "../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import type { Contestant, Round } from "../subject.ts";
import { cpuOfProcess } from "./cpuOfProcess.ts";
import { RawConnection } from "./rawConnection.ts";
import { type Started, startProgram } from "./startProgram.ts";
import { storedRouter } from "./storedRecords.ts";

const updates = 1000;
const pageSize = 50;
const routers = "/v1/accounts/acme/routers";

/** Each round gives a new name to a router a thousand times, by as many connections as are told. */
export function updatesOverHttp(connections: number): Contestant {
  return {
    name: "PATCH",
    prepare: async () => {
      const control = await startProgram("controlProgram", "1");
      const opened = Array.from({ length: connections }, (_, i) =>
        RawConnection.open(control.url, request("PATCH", `${routers}/r0`, { displayName: `Router ${i}` })),
      );
      return roundOf(control, await Promise.all(opened), updates);
    },
  };
}

/** The same at the store, without a server. */
export function updatesOfStore(): Contestant {
  return {
    name: "store",
    prepare: () => {
      const store = sqliteResourceStore({ path: join(newFolder(), "store.db") });
      const router = storedRouter("r0");
      let version = 0;
      return inTurn(() => {
        version++;
        store.change((tables) => tables.routers.put({ ...router, displayName: `Router ${version}` }));
      });
    },
  };
}

/** The same as one prepared statement of SQLite on one table of two columns, durable in the same way. */
export function updatesOfSqlite(): Contestant {
  return {
    name: "bare SQLite",
    prepare: () => {
      const database = new Database(join(newFolder(), "bare.db"));
      database.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id TEXT PRIMARY KEY, item TEXT)",
      );
      const put = database.prepare("INSERT OR REPLACE INTO t VALUES (?, ?)");
      const router = storedRouter("r0");
      let version = 0;
      return inTurn(() => {
        version++;
        put.run("r0", JSON.stringify({ ...router, displayName: `Router ${version}` }));
      });
    },
  };
}

/** Pages of fifty routers from the middle of so many, each asked for by its token. */
export function pagesOf(count: number): Contestant {
  return {
    name: `${count} routers`,
    prepare: async () => {
      const control = await startProgram("controlProgram", String(count));
      const token = await tokenAfter(control, count / 2);
      const page = request("GET", `${routers}?pageSize=${pageSize}&pageToken=${encodeURIComponent(token)}`);
      return roundOf(control, [await RawConnection.open(control.url, page)], 500);
    },
  };
}

/** CPU time of the server and wall time, both in nanoseconds a request. */
function roundOf(control: Started, connections: readonly RawConnection[], requests: number): Round {
  return async () => {
    const cpu = cpuOfProcess(control.pid);
    const start = process.hrtime.bigint();
    const each = Math.ceil(requests / connections.length);
    await Promise.all(
      connections.map(async (connection) => {
        for (let i = 0; i < each; i++) if ((await connection.ask()) === 0) throw new Error("expected 200");
      }),
    );
    const asked = each * connections.length;
    const wall = Number(process.hrtime.bigint() - start) / asked;
    return { CPU: (cpuOfProcess(control.pid) - cpu) / asked, wall };
  };
}

function inTurn(update: () => void): Round {
  return () => {
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    for (let i = 0; i < updates; i++) update();
    const wall = Number(process.hrtime.bigint() - start) / updates;
    const { user, system } = process.cpuUsage(cpu);
    return { CPU: ((user + system) * 1000) / updates, wall };
  };
}

async function tokenAfter(control: Started, count: number): Promise<string> {
  let token = "";
  for (let seen = 0; seen < count; seen += pageSize) {
    const url = `${control.url}${routers}?pageSize=${pageSize}&pageToken=${encodeURIComponent(token)}`;
    const answer = await fetch(url, { headers: { authorization: "Bearer key" } });
    const { nextPageToken }: { nextPageToken: string } = JSON.parse(await answer.text());
    token = nextPageToken;
  }
  return token;
}

function request(method: string, path: string, fields?: object): Buffer {
  const body = fields === undefined ? "" : JSON.stringify(fields);
  const head = [`${method} ${path} HTTP/1.1`, "Host: bench", "Authorization: Bearer key"];
  const length = ["Content-Type: application/json", `Content-Length: ${body.length}`];
  return Buffer.from(`${[...head, ...(body === "" ? [] : length)].join("\r\n")}\r\n\r\n${body}`);
}

/** A folder that goes with this process. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
