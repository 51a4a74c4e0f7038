import type { OutputStream } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";

/** Lines of each stream that are kept. The last of them only tells that there were more than are shown. */
const keptLines = 6;

/** What one selector wrote: the first lines of each stream. */
export class SelectorOutput {
  private readonly unfinished: Record<OutputStream, string> = { stdout: "", stderr: "" };
  private readonly finished: Readonly<Record<OutputStream, string[]>> = { stdout: [], stderr: [] };

  add(stream: OutputStream, chunk: string | Uint8Array): void {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    const lines = `${this.unfinished[stream]}${text}`.split("\n");
    this.unfinished[stream] = lines.pop() ?? "";
    const kept = this.finished[stream];
    for (const line of lines.slice(0, keptLines - kept.length)) kept.push(oneLine(line));
  }

  /** What was written without an end of line is a line too. */
  lines(stream: OutputStream): readonly string[] {
    const rest = this.unfinished[stream];
    return (rest === "" ? this.finished[stream] : [...this.finished[stream], oneLine(rest)]).slice(0, keptLines);
  }
}
