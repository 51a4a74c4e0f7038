import { pagesOf, updatesOfSqlite, updatesOfStore, updatesOverHttp } from "../loops/controlContestants.ts";
import type { Subject } from "../subject.ts";

/** Durable updates of a router, and pages of a long list. */
export const gatewayControl: Subject = {
  title: "control plane",
  contestants: [
    updatesOverHttp(4),
    updatesOfStore(),
    updatesOfSqlite(),
    { name: "1 ms", prepare: () => () => 1e6 },
    pagesOf(1000),
    pagesOf(100_000),
  ],
  claims: [
    {
      what: "durable updates a second / 1000",
      over: ["1 ms"],
      under: ["PATCH: wall"],
      bar: { atLeast: 1 },
    },
    {
      what: "durable updates a second: PATCH over HTTP / bare SQLite loop",
      over: ["bare SQLite: wall"],
      under: ["PATCH: wall"],
      bar: { atLeast: 0.5 },
    },
    {
      what: "durable updates a second: store alone / bare SQLite loop",
      over: ["bare SQLite: wall"],
      under: ["store: wall"],
    },
    {
      what: "CPU of a page of 50: of 100,000 routers / of 1,000",
      over: ["100000 routers: CPU"],
      under: ["1000 routers: CPU"],
      bar: { atMost: 1.5 },
    },
  ],
};
