import { namedStream } from "../../src/engine/seed.ts";
import { usualDoorLimits as limits } from "../../src/gateway/door/doorLimits.ts";
import { createDoorServer } from "../../src/gateway/door/doorServer.ts";
import { Exchange } from "../../src/gateway/door/exchange.ts";
import { requestHeaders } from "../../src/gateway/door/forwardedHeaders.ts";
import { readBody } from "../../src/gateway/door/readBody.ts";
import { ReplicaLink } from "../../src/gateway/door/replicaLink.ts";
import { RetryBudget } from "../../src/gateway/door/retryBudget.ts";
import { Route } from "../../src/gateway/door/route.ts";
import { SessionMemory } from "../../src/gateway/door/sessionMemory.ts";
import { Watch } from "../../src/gateway/door/watch.ts";
import { sayAddress } from "./sayAddress.ts";

/**
 * The proxy of the door without its router and its accounts: every request goes to one fixed replica. No key is looked
 * at, no body is read for its model, no name is looked up, nothing is counted.
 */
const load = { account: "", deployment: "d", inFlight: 0, attempts: 0 };
const link = new ReplicaLink(process.argv[2] ?? "", limits);
const target = { load, baseModel: "m", replica: "r-1", link };
const route = new Route({
  account: "",
  router: "r",
  strategy: "weighted-random",
  sessionAffinity: false,
  revision: 1,
  entries: [{ load, weight: 1, targets: [target] }],
  clock: { nowMs: () => 0 },
});
const setting = {
  limits,
  watch: new Watch(limits.idleMs),
  clock: { nowMs: () => performance.now() },
  random: namedStream("7f3a", "router", 0),
  sessions: new SessionMemory(0),
  budget: new RetryBudget(limits.retryShare, limits.retryReserve),
  metrics: { end: () => {} },
  draining: () => false,
  find: () => route,
  bodyFor: (_: unknown, body: Buffer) => body,
};

const server = createDoorServer(
  {
    listener: (request, response) => {
      readBody(request, limits.bodyBytes, (body) => {
        if (body === "too large") return;
        const headers = requestHeaders(request.rawHeaders);
        const order = { caller: "", model: "", path: request.url ?? "/", headers, body, arrivedMs: 0 };
        new Exchange(setting, response, { ...order, session: undefined, user: undefined }, route).begin();
      });
    },
  },
  { keepAliveMs: 600_000 },
);
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
