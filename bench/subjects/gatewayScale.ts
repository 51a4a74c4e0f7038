import { idleConnections, openStreams } from "../loops/crowd.ts";
import type { Subject } from "../subject.ts";

/** Many connections and streams at once, and what each of them takes of the memory of the door. */
export const gatewayScale: Subject = {
  title: "gateway scale",
  rounds: 3,
  contestants: [
    idleConnections(10_000),
    openStreams(2000),
    { name: "one", prepare: () => () => 1, warmUp: false },
    { name: "50 kB", prepare: () => () => 50_000, warmUp: false },
  ],
  claims: [
    {
      what: "10,000 idle connections, each used before and after: failures",
      over: ["10000 idle connections: failed"],
      under: ["one"],
      bar: { atMost: 0 },
    },
    {
      what: "memory of an idle connection / 50 kB",
      over: ["10000 idle connections: memory"],
      under: ["50 kB"],
    },
    {
      what: "2,000 streams open at once: failures",
      over: ["2000 open streams: failed"],
      under: ["one"],
      bar: { atMost: 0 },
    },
    {
      what: "memory of an open stream / 50 kB",
      over: ["2000 open streams: memory"],
      under: ["50 kB"],
      bar: { atMost: 1 },
    },
  ],
};
