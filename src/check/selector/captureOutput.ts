import process from "node:process";
import type { OutputStream } from "./moduleMessage.ts";

type Written = (error?: Error | null) => void;

// Taken now, before a module of somebody else's can change it.
const { nextTick } = process;

/** Characters or bytes of each stream that are handed on. */
const mostHandedOn = 2 ** 14;

/**
 * From here on, what this thread writes to stdout and stderr goes to `onWrite`, and what comes after the first 16 KiB goes
 * nowhere: a module that logs every request must not fill the memory.
 *
 * @returns lets the next 16 KiB through
 */
export function captureOutput(onWrite: (stream: OutputStream, chunk: string | Uint8Array) => void): () => void {
  const handedOn = { stdout: 0, stderr: 0 };
  const capture = (stream: OutputStream): void => {
    process[stream].write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written) => {
      if (handedOn[stream] < mostHandedOn) onWrite(stream, chunk);
      handedOn[stream] += chunk.length;
      const done = typeof encoding === "function" ? encoding : written;
      if (done !== undefined) nextTick(done);
      return true;
    };
  };
  capture("stdout");
  capture("stderr");
  return () => {
    handedOn.stdout = 0;
    handedOn.stderr = 0;
  };
}
