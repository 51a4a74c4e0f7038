import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { namedStream } from "../../src/engine/seed.ts";
import { controlServer } from "../../src/gateway/control/controlServer.ts";
import { keyHash } from "../../src/gateway/control/keyHash.ts";
import { sqliteResourceStore } from "../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { sayAddress } from "./sayAddress.ts";
import { storedDeployment, storedRouter } from "./storedRecords.ts";

/** The control plane on a durable store in a file; its one account has as many routers as the argument says. */
const routers = Number(process.argv[2] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "shuntyard-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const store = sqliteResourceStore({ path: join(folder, "store.db") });
store.change((tables) => {
  tables.putKey({ hash: keyHash("key"), account: "acme", name: "bench" });
  tables.deployments.put(storedDeployment("d"));
  for (let i = 0; i < routers; i++) tables.routers.put(storedRouter(`r${i}`));
});

const stats = {
  pendingSchedulingReplicaCount: 0,
  downloadingModelReplicaCount: 0,
  initializingReplicaCount: 0,
  readyReplicaCount: 2,
};
const server = await controlServer({
  store,
  // A clock that only goes on is enough: nothing here looks at the date.
  now: () => 1_763_800_200_000 + performance.now(),
  random: namedStream("1", "control", 0),
  fleet: { replicaStats: () => stats, restore: () => {} },
  gateways: { oldestVersion: () => Number.POSITIVE_INFINITY },
});
await server.listen({ port: 0, host: "127.0.0.1" });
sayAddress(server.server.address(), process.pid);
