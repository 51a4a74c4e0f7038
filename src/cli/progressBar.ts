import { Presets, SingleBar } from "cli-progress";
import type { ProgressView } from "./progressView.ts";

/** A bar that is drawn over itself and wiped at the end: for a terminal. Notes wait until it is gone. */
export function progressBar(name: string, stream: NodeJS.WritableStream): ProgressView {
  const notes: string[] = [];
  const format = `${name} {bar} {value}/{total} {noun}{detail}, {eta_formatted} to go`;
  const options = { stream, format, clearOnComplete: true, hideCursor: null, gracefulExit: false, barsize: 24 };
  const bar = new SingleBar(options, Presets.shades_classic);
  let started = false;
  return {
    update: ({ done, planned, noun, detail }) => {
      const payload = { noun, detail: detail === undefined ? "" : `, ${detail}` };
      if (!started) bar.start(planned ?? 0, 0, payload);
      started = true;
      if (planned === undefined) bar.setTotal(done);
      bar.update(done, payload);
    },
    note: (sentence) => notes.push(sentence),
    close: () => {
      bar.stop();
      for (const note of notes.splice(0)) stream.write(`${note}\n`);
    },
  };
}
