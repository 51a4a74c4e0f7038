/**
 * Loaded before a program (`node --import`), it writes what the whole process has used, all threads together, to file
 * descriptor 3 when the process ends.
 */
import { writeSync } from "node:fs";
import { resourceUsage } from "node:process";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = resourceUsage();
    writeSync(3, JSON.stringify({ cpuNs: (userCPUTime + systemCPUTime) * 1000, peakBytes: maxRSS * 1024 }));
  });
}
