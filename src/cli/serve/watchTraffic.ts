import { performance } from "node:perf_hooks";
import { printable } from "../../report/printable.ts";
import { errorText } from "../errorText.ts";
import type { ServeVoice } from "./serveVoice.ts";
import { TrafficMeter } from "./trafficMeter.ts";
import { type TrafficSource, trafficSnapshotOf } from "./trafficSnapshotOf.ts";

/** Tells the voice of the traffic, over and over, until the signal comes. */
export async function watchTraffic(source: TrafficSource, voice: ServeVoice, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const look = (): ReturnType<typeof trafficSnapshotOf> => trafficSnapshotOf(source, performance.now());
  const meter = new TrafficMeter(look());
  let told = "";
  const timer = setInterval(() => {
    try {
      voice.traffic(meter.read(look()));
      told = "";
    } catch (error) {
      // A store that cannot be read for a while is told of once.
      const sentence = printable(errorText(error));
      if (sentence !== told) voice.fault(sentence);
      told = sentence;
    }
  }, voice.everyMs);
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
  });
  clearInterval(timer);
}
