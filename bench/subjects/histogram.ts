import { createHistogram } from "node:perf_hooks";
import { namedStream } from "../../src/engine/seed.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { LatencyHistogram } from "../../src/statistics/latencyHistogram.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const records = 4_000_000;
const medianUs = 250_000;
const latenciesUs = drawLatencies();

/** Recording one latency. Ours takes milliseconds as the product has them; the others whole microseconds, made ready. */
export const histogram: Subject = {
  title: "latency histogram",
  contestants: [
    { name: "LatencyHistogram", prepare: ours },
    { name: "perf_hooks", prepare: () => perfHooks },
    { name: "hdr-histogram-js", prepare: hdr },
  ],
  claims: [
    { what: "node:perf_hooks / ours", over: ["perf_hooks"], under: ["LatencyHistogram"], bar: { atLeast: 2.5 } },
    {
      what: "hdr-histogram-js 32 bit / ours",
      over: ["hdr-histogram-js"],
      under: ["LatencyHistogram"],
    },
  ],
};

function ours(): () => number {
  const latenciesMs = Float64Array.from(latenciesUs, (us) => us / 1000);
  return () => {
    const { cost, value } = cpuCost(records, () => recordOurs(latenciesMs));
    refuteResult("median latency", value, medianUs, 0.03);
    return cost;
  };
}

function recordOurs(latenciesMs: Float64Array): number {
  const recorded = new LatencyHistogram();
  for (let i = 0; i < records; i++) recorded.record(latenciesMs[i & 65_535] ?? 0);
  return recorded.quantileMs(0.5) * 1000;
}

function perfHooks(): number {
  const { cost, value } = cpuCost(records, () => {
    const recorded = createHistogram({ figures: 2, highest: 2 ** 32 });
    for (let i = 0; i < records; i++) recorded.record(latenciesUs[i & 65_535] ?? 1);
    return recorded.percentile(50);
  });
  refuteResult("median latency", value, medianUs, 0.03);
  return cost;
}

async function hdr(): Promise<() => number> {
  const { build } = await import("hdr-histogram-js");
  const options = {
    bitBucketSize: 32,
    numberOfSignificantValueDigits: 2,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2 ** 32,
  } as const;
  return () => {
    const { cost, value } = cpuCost(records, () => {
      const recorded = build(options);
      for (let i = 0; i < records; i++) recorded.recordValue(latenciesUs[i & 65_535] ?? 1);
      return recorded.getValueAtPercentile(50);
    });
    refuteResult("median latency", value, medianUs, 0.03);
    return cost;
  };
}

/** Lognormal, from a few milliseconds to half a minute. */
function drawLatencies(): Int32Array {
  const random = namedStream("7f3a", "latencies", 0);
  return Int32Array.from({ length: 65_536 }, () => Math.round(medianUs * Math.exp(standardNormal(random))));
}
