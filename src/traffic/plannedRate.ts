import { peakRate, plannedTotal, rateProfile } from "./rateProfile.ts";
import { TraceReplay, type TraceSpec, tracePeriodMs } from "./traceReplay.ts";
import type { ArrivalSpec } from "./trafficSpec.ts";

/** A trace has no rate of its own: its rate at an instant is its mean over this long. */
const traceBucketMs = 10_000;

/**
 * The largest planned rate per second in a window. For a trace: the most arrivals in any 10 s of the window, divided by
 * 10 s (in any stretch as long as the window where that is shorter).
 *
 * @param fromMs from the start of these arrivals, >= 0
 * @param toMs exclusive, >= fromMs
 * @throws RangeError when a trace that loops does not span any time
 */
export function peakRatePerSecond(spec: ArrivalSpec, fromMs: number, toMs: number): number {
  switch (spec.kind) {
    case "constant":
    case "poisson":
      return spec.ratePerSecond;
    case "staged":
      return peakRate(rateProfile(spec), fromMs, toMs);
    case "trace":
      return tracePeak(spec, fromMs, toMs);
  }
}

/**
 * The mean number of requests planned before `durationMs`; evenly spaced arrivals are this many, rounded up.
 * Example: a ramp from 0/s to 10/s in 20 s, then 10/s, plans 200 requests in 30 s.
 *
 * @param durationMs from the start of these arrivals, >= 0
 * @throws RangeError when a trace that loops does not span any time
 */
export function expectedRequests(spec: ArrivalSpec, durationMs: number): number {
  switch (spec.kind) {
    case "constant":
    case "poisson":
      return (spec.ratePerSecond * durationMs) / 1000;
    case "staged":
      return plannedTotal(rateProfile(spec), durationMs);
    case "trace":
      return traceTotal(spec, durationMs);
  }
}

function tracePeak(spec: TraceSpec, fromMs: number, toMs: number): number {
  const bucketMs = Math.min(traceBucketMs, toMs - fromMs);
  if (bucketMs <= 0) return 0;
  // A trace that loops shows all it has within one lap and a bucket.
  const lapMs = spec.loop ? tracePeriodMs(spec.rows) / spec.rateScale : Number.POSITIVE_INFINITY;
  const lapsMs = spec.loop && fromMs > lapMs ? Math.floor(fromMs / lapMs) * lapMs : 0;
  const startMs = fromMs - lapsMs;
  const stopMs = Math.min(toMs - lapsMs, startMs + lapMs + bucketMs);
  return (1000 * mostArrivals(spec, startMs, stopMs, bucketMs)) / bucketMs;
}

/** The most arrivals in any stretch of this length; a second replay follows the first a stretch behind. */
function mostArrivals(spec: TraceSpec, fromMs: number, toMs: number, stretchMs: number): number {
  const ahead = new TraceReplay(spec, 0);
  const behind = new TraceReplay(spec, 0);
  let aheadMs = firstFrom(ahead, fromMs);
  let behindMs = firstFrom(behind, fromMs);
  let within = 0;
  let most = 0;
  while (aheadMs < toMs) {
    within++;
    while (behindMs <= aheadMs - stretchMs) {
      within--;
      behindMs = behind.nextMs();
    }
    most = Math.max(most, within);
    aheadMs = ahead.nextMs();
  }
  return most;
}

function firstFrom(replay: TraceReplay, fromMs: number): number {
  let atMs = replay.nextMs();
  while (atMs < fromMs) atMs = replay.nextMs();
  return atMs;
}

function traceTotal(spec: TraceSpec, durationMs: number): number {
  const { atMs } = spec.rows;
  const playedMs = durationMs * spec.rateScale;
  if (!spec.loop) return rowsBefore(atMs, playedMs);
  const periodMs = tracePeriodMs(spec.rows);
  if (periodMs === 0) throw new RangeError("a trace that loops needs two rows at different times");
  const laps = Math.floor(playedMs / periodMs);
  return laps * atMs.length + rowsBefore(atMs, playedMs - laps * periodMs);
}

function rowsBefore(atMs: Float64Array, beforeMs: number): number {
  const after = atMs.findIndex((rowMs) => rowMs >= beforeMs);
  return after < 0 ? atMs.length : after;
}
