import { namedStream } from "../../src/engine/seed.ts";
import { door } from "../../src/gateway/door/door.ts";
import { createDoorServer } from "../../src/gateway/door/doorServer.ts";
import type { RoutingPlan } from "../../src/gateway/routingPlan.ts";
import { sayAddress } from "./sayAddress.ts";

/** The data plane with a router over three deployments of 5, 1 and 3 replicas, all of them the one replica there is. */
const baseUrl = process.argv[2] ?? "";
const replicaCounts: Readonly<Record<string, number>> = { a: 5, b: 1, c: 3 };
const ids = Object.keys(replicaCounts);

const current: RoutingPlan = {
  revision: 1,
  storeVersion: 1,
  routers: [
    {
      account: "acme",
      id: "r",
      aliases: [],
      public: false,
      strategy: "weighted-random",
      sessionAffinity: false,
      deployments: ids,
    },
  ],
  deployments: ids.map((id) => ({
    account: "acme",
    id,
    baseModel: "m",
    weight: 1,
    ready: Array.from({ length: replicaCounts[id] ?? 0 }, (_, i) => ({ id: `r-${i + 1}`, baseUrl })),
  })),
};

const running = door({
  feed: { current, subscribe: () => () => {} },
  authenticate: (key) => (key === "key" ? "acme" : undefined),
  random: namedStream("7f3a", "router", 0),
  clock: { nowMs: () => performance.now() },
});
const server = createDoorServer(running, { keepAliveMs: 600_000 });
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
