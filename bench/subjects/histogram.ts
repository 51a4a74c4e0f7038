import { createHistogram } from "node:perf_hooks";
import { namedStream } from "../../src/engine/seed.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { LatencyHistogram } from "../../src/statistics/latencyHistogram.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const records = 4_000_000;
const latenciesUs = drawLatencies();

/** Recording one latency. Ours takes milliseconds as the product has them; the others whole microseconds, made ready. */
export const histogram: Subject = {
  title: "latency histogram",
  contestants: [
    { name: "LatencyHistogram", prepare: ours },
    { name: "perf_hooks", prepare: perfHooks },
    { name: "hdr-histogram-js", prepare: hdr },
  ],
  claims: [
    { what: "node:perf_hooks / ours", over: ["perf_hooks"], under: ["LatencyHistogram"], bar: { atLeast: 2.5 } },
    {
      what: "hdr-histogram-js 32 bit / ours",
      over: ["hdr-histogram-js"],
      under: ["LatencyHistogram"],
      bar: { atLeast: 15 },
    },
  ],
};

function ours(): () => number {
  const latenciesMs = Float64Array.from(latenciesUs, (us) => us / 1000);
  return () => {
    const recorded = new LatencyHistogram();
    const cost = cpuCost(records, () => {
      for (let i = 0; i < records; i++) recorded.record(latenciesMs[i & 65_535] ?? 0);
    });
    refuteResult("median latency", recorded.quantileMs(0.5), 250, 0.03);
    return cost;
  };
}

function perfHooks(): () => number {
  const recorded = createHistogram({ figures: 2, highest: 2 ** 32 });
  return () => {
    recorded.reset();
    const cost = cpuCost(records, () => {
      for (let i = 0; i < records; i++) recorded.record(latenciesUs[i & 65_535] ?? 1);
    });
    refuteResult("median latency", recorded.percentile(50) / 1000, 250, 0.03);
    return cost;
  };
}

async function hdr(): Promise<() => number> {
  const { build } = await import("hdr-histogram-js");
  const recorded = build({
    bitBucketSize: 32,
    numberOfSignificantValueDigits: 2,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2 ** 32,
  });
  return () =>
    cpuCost(records, () => {
      for (let i = 0; i < records; i++) recorded.recordValue(latenciesUs[i & 65_535] ?? 1);
    });
}

/** Lognormal, median 250 ms, from a few milliseconds to half a minute. */
function drawLatencies(): Int32Array {
  const random = namedStream("7f3a", "latencies", 0);
  return Int32Array.from({ length: 65_536 }, () => Math.round(250_000 * Math.exp(standardNormal(random))));
}
