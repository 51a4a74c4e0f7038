import { Presets, SingleBar } from "cli-progress";
import { formatCount } from "../report/formatNumber.ts";
import type { ProgressView } from "./progressView.ts";

/** A bar that is drawn over itself and wiped at the end: for a terminal. Notes wait until it is gone. */
export function progressBar(name: string, stream: NodeJS.WritableStream): ProgressView {
  const notes: string[] = [];
  const format = `${name} {bar} {value}/{total} replications, {requests} requests, {eta_formatted} to go`;
  const options = { stream, format, clearOnComplete: true, hideCursor: null, gracefulExit: false, barsize: 24 };
  const bar = new SingleBar(options, Presets.shades_classic);
  let started = false;
  return {
    update: ({ replicationsFinished, replicationsPlanned, requests }) => {
      if (!started) bar.start(replicationsPlanned, 0, { requests: 0 });
      started = true;
      bar.update(replicationsFinished, { requests: formatCount(requests) });
    },
    note: (sentence) => notes.push(sentence),
    close: () => {
      bar.stop();
      for (const note of notes.splice(0)) stream.write(`${note}\n`);
    },
  };
}
