import { cpuCost } from "../cpuCost.ts";
import { type Load, proxyContestant } from "../loops/proxyContestant.ts";
import { routingLoop } from "../loops/routingLoop.ts";
import type { Subject } from "../subject.ts";

const load: Load = { bursts: 6, connections: 32, requests: 60, chunks: 0 };

/** CPU time of a proxied request of 190 bytes with an answer of 496, over keep-alive connections. */
export const gateway: Subject = {
  title: "gateway",
  rounds: 15,
  contestants: [
    proxyContestant("door", "doorProgram", load),
    proxyContestant("http.request + pipe", "pipeProgram", load),
    proxyContestant("one fixed replica", "fixedProgram", load),
    { name: "routing alone", prepare: () => () => cpuCost(20_000, () => routingLoop(20_000)).cost },
    proxyContestant("nginx", "nginxProgram", load),
  ],
  claims: [
    {
      what: "CPU a request: door / http.request + pipe",
      over: ["door"],
      under: ["http.request + pipe"],
      bar: { atMost: 0.7 },
    },
    { what: "CPU a request: door / nginx", over: ["door"], under: ["nginx"], bar: { atMost: 4.5 } },
    {
      what: "CPU a request: door / the same proxy with one fixed replica",
      over: ["door"],
      under: ["one fixed replica"],
      bar: { atMost: 1.05 },
    },
    {
      what: "CPU a request: routing and accounts by themselves / door",
      over: ["routing alone"],
      under: ["door"],
      bar: { atMost: 0.05 },
    },
  ],
};
