import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";

export const logDeployments = ["current-deployment", "new-deployment"] as const;

/**
 * Writes, once, a log of `lines` JSON lines of about 200 bytes as a gateway writes them; three of five name the first
 * deployment.
 *
 * @returns its path
 */
export function gatewayLog(lines: number): string {
  const path = fileURLToPath(new URL(`../../gateway-${lines}.jsonl`, import.meta.url));
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return path;
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, "w");
  const random = namedStream("7f3a", "log", 0);
  for (let from = 0; from < lines; from += 1000) {
    const some = Array.from({ length: Math.min(1000, lines - from) }, (_, i) => {
      const at = new Date(1_795_000_000_000 + (from + i) * 7).toISOString();
      const deployment = logDeployments[boundedInteger(random, 5) < 3 ? 0 : 1];
      const [tokens, durationMs] = [boundedInteger(random, 2000), boundedInteger(random, 90_000) / 10];
      return `{"ts":"${at}","level":"info","method":"POST","path":"/v1/chat/completions","deployment":"${deployment}","status":200,"durationMs":${durationMs},"promptTokens":${tokens},"requestId":"req-${from + i}"}\n`;
    });
    writeSync(file, some.join(""));
  }
  closeSync(file);
  renameSync(unfinished, path);
  return path;
}
