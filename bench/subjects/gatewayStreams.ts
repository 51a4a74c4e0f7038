import { type Load, proxyContestant } from "../loops/proxyContestant.ts";
import type { Subject } from "../subject.ts";

const load: Load = { bursts: 1, connections: 64, requests: 1, chunks: 1000 };

/** CPU time of a chunk of 65 bytes: 64 streams at once, each a chunk a millisecond. */
export const gatewayStreams: Subject = {
  title: "gateway streams",
  rounds: 7,
  contestants: [
    proxyContestant("door", "doorProgram", load),
    proxyContestant("http.request + pipe", "pipeProgram", load),
    proxyContestant("nginx", "nginxProgram", load),
  ],
  claims: [
    {
      what: "CPU a chunk: door / http.request + pipe",
      over: ["door"],
      under: ["http.request + pipe"],
      bar: { atMost: 1.15 },
    },
    { what: "CPU a chunk: door / nginx", over: ["door"], under: ["nginx"], bar: { atMost: 2.3 } },
  ],
};
