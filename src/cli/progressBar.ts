import { Presets, SingleBar } from "cli-progress";
import type { ProgressStep, ProgressView } from "./progressView.ts";

/** A bar that is drawn over itself and wiped at the end: for a terminal. Notes wait until it is gone. */
export function progressBar(name: string, stream: NodeJS.WritableStream): ProgressView {
  const notes: string[] = [];
  let bar: SingleBar | undefined;
  return {
    update: (step) => {
      const { done, planned } = step;
      const payload = payloadOf(step);
      if (bar === undefined) {
        bar = barFor(name, stream, step.left === undefined);
        bar.start(planned ?? 0, 0, payload);
      }
      if (planned === undefined) bar.setTotal(done);
      bar.update(done, payload);
    },
    note: (sentence) => notes.push(sentence),
    close: () => {
      bar?.stop();
      for (const note of notes.splice(0)) stream.write(`${note}\n`);
    },
  };
}

/** @param guessesTime from what is done so far; otherwise the steps say how long it will take */
function barFor(name: string, stream: NodeJS.WritableStream, guessesTime: boolean): SingleBar {
  const left = guessesTime ? ", {eta_formatted} to go" : "{left}";
  const format = `${name} {bar} {value}/{total} {noun}{detail}${left}`;
  const options = { stream, format, clearOnComplete: true, hideCursor: null, gracefulExit: false, barsize: 24 };
  return new SingleBar(options, Presets.shades_classic);
}

function payloadOf({ noun, detail, left = "" }: ProgressStep): Readonly<Record<"noun" | "detail" | "left", string>> {
  return { noun, detail: detail === undefined ? "" : `, ${detail}`, left: left === "" ? "" : `, ${left} to go` };
}
