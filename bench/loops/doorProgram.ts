import { namedStream } from "../../src/engine/seed.ts";
import { door } from "../../src/gateway/door/door.ts";
import { createDoorServer } from "../../src/gateway/door/doorServer.ts";
import { benchPlan } from "./benchPlan.ts";
import { sayAddress } from "./sayAddress.ts";

/** The data plane with a router over three deployments. */
const running = door({
  feed: { current: benchPlan(process.argv[2] ?? ""), subscribe: () => () => {} },
  authenticate: (key) => (key === "key" ? "acme" : undefined),
  random: namedStream("7f3a", "router", 0),
  clock: { nowMs: () => performance.now() },
});
const server = createDoorServer(running, { keepAliveMs: 600_000 });
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
