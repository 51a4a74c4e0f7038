import process from "node:process";
import type { OutputStream } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";

type Written = (error?: Error | null) => void;

/** Lines of each stream that are handed on. The last of them only tells that there were more than are shown. */
const linesHandedOn = 6;

/**
 * From here on, what this thread writes to stdout and stderr goes to `onLine`, line by line, and what comes after the
 * first lines goes nowhere: a module that logs every request must not fill the memory.
 *
 * @returns hands on what was written without an end of line
 */
export function captureOutput(onLine: (stream: OutputStream, line: string) => void): () => void {
  const flushes = [capture("stdout", onLine), capture("stderr", onLine)];
  return () => {
    for (const flush of flushes) flush();
  };
}

function capture(stream: OutputStream, onLine: (stream: OutputStream, line: string) => void): () => void {
  let unfinished = "";
  let handedOn = 0;
  const handOn = (line: string): void => {
    if (handedOn++ < linesHandedOn) onLine(stream, oneLine(line));
  };
  const take = (chunk: string | Uint8Array): void => {
    if (handedOn >= linesHandedOn) return;
    const lines = (unfinished + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString())).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) handOn(line);
  };
  process[stream].write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written) => {
    take(chunk);
    const done = typeof encoding === "function" ? encoding : written;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return () => {
    if (unfinished !== "") handOn(unfinished);
    unfinished = "";
  };
}
