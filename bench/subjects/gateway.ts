import { type Load, proxyContestant } from "../loops/proxyContestant.ts";
import type { Subject } from "../subject.ts";

const load: Load = { connections: 32, requests: 400, chunks: 0 };

/** CPU time of a proxied request of 190 bytes with an answer of 496, over keep-alive connections. */
export const gateway: Subject = {
  title: "gateway",
  rounds: 7,
  contestants: [
    proxyContestant("door", "doorProgram", load),
    proxyContestant("http.request + pipe", "pipeProgram", load),
    proxyContestant("dispatch alone", "dispatchProgram", load),
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
      what: "CPU a request: door / its transport with one fixed replica",
      over: ["door"],
      under: ["dispatch alone"],
    },
  ],
};
