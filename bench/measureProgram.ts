import { spawn } from "node:child_process";
import { once } from "node:events";
import { execPath } from "node:process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What one run of the program used, all its threads together. */
export interface Usage {
  readonly cpuNs: number;
  readonly wallNs: number;
  readonly peakBytes: number;
  readonly stdout: string;
}

const reporter = new URL("../../reportUsage.mjs", import.meta.url).href;
const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs the built `shuntyard` with these arguments to its end. */
export async function measureProgram(args: readonly string[]): Promise<Usage> {
  const start = process.hrtime.bigint();
  const child = spawn(execPath, ["--import", reporter, "dist/cli/main.js", ...args], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const exit = once(child, "exit");
  const [stdout, stderr, report] = await Promise.all(
    [child.stdout, child.stderr, child.stdio[3]].map((stream) => (stream instanceof Readable ? text(stream) : "")),
  );
  const [status] = await exit;
  if (status !== 0) throw new Error(`shuntyard ${args.join(" ")} ended with ${status}: ${stderr}`);
  const { cpuNs, peakBytes }: { cpuNs: number; peakBytes: number } = JSON.parse(report ?? "");
  return { cpuNs, peakBytes, stdout: stdout ?? "", wallNs: Number(process.hrtime.bigint() - start) };
}
