import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Expectation } from "../../src/check/expectation.ts";
import { fileBytes } from "../../src/check/log/fileBytes.ts";
import { readLog } from "../../src/check/log/readLog.ts";
import { PickTally } from "../../src/check/pickTally.ts";
import { gatewayLog, logDeployments } from "../loops/gatewayLog.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Contestant, Cost, Subject } from "../subject.ts";

const many = 1_000_000;
const few = many / 4;
// Written before any contestant starts: what that takes is not to count in the memory of one.
const logs: ReadonlyMap<number, string> = new Map([many, few].map((lines) => [lines, gatewayLog(lines)]));

/** A log of JSON lines read into a tally, against a loop over its lines that does nothing but count them. */
export const logReading: Subject = {
  title: "log reading",
  contestants: [
    reading("readLog, 200 MB", many, readOurs),
    reading("readLog, 50 MB", few, readOurs),
    reading("for await of readline, 200 MB", many, countLines),
  ],
  claims: [
    {
      what: "for await of node:readline, lines only counted / readLog, picks tallied: wall time",
      over: ["for await of readline, 200 MB: wall"],
      under: ["readLog, 200 MB: wall"],
      bar: { atLeast: 2 },
    },
    {
      what: "the same: CPU of all threads",
      over: ["for await of readline, 200 MB: CPU"],
      under: ["readLog, 200 MB: CPU"],
    },
    {
      what: "peak memory of readLog, 200 MB / 50 MB",
      over: ["readLog, 200 MB: memory"],
      under: ["readLog, 50 MB: memory"],
      bar: { atMost: 1.2 },
    },
  ],
};

/** Nanoseconds per byte, and the peak memory of the process so far. */
function reading(name: string, lines: number, read: (path: string) => Promise<number>): Contestant {
  return {
    name,
    prepare: () => {
      const path = logs.get(lines) ?? "";
      const { size } = statSync(path);
      return async (): Promise<Cost> => {
        const before = process.cpuUsage();
        const start = process.hrtime.bigint();
        const result = await read(path);
        const wallNs = Number(process.hrtime.bigint() - start);
        const { user, system } = process.cpuUsage(before);
        refuteResult("lines read", result, lines, 0);
        return {
          CPU: ((user + system) * 1000) / size,
          wall: wallNs / size,
          memory: process.resourceUsage().maxRSS,
        };
      };
    },
  };
}

async function readOurs(path: string): Promise<number> {
  const tally = new PickTally(threeToTwo);
  await readLog({ bytes: fileBytes(path), format: { kind: "jsonl", field: "deployment" }, tally });
  return tally.picks;
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const _ of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    lines++;
  return lines;
}

const threeToTwo: Expectation = {
  deployments: logDeployments,
  phases: [{ name: "always", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units: [3, 2] }],
  order: "independent",
  strayLimit: 2,
  flake: 1e-9,
  miss: 1e-6,
};
