import { readdirSync, readFileSync } from "node:fs";

/** CPU nanoseconds that all threads of a process have used so far, as Linux counts them. */
export function cpuOfProcess(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + Number(schedule(pid, thread).split(" ")[0]), 0);
}

function schedule(pid: number, thread: string): string {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8");
  } catch {
    return "0";
  }
}
