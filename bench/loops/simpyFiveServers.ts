import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Debian's packages belong to Debian's interpreter, which need not be the first on the PATH. */
const interpreters = ["/usr/bin/python3", "python3"];
const script = fileURLToPath(new URL("../../../loops/five_servers.py", import.meta.url));

/** The interpreter that has SimPy 2, if any does. */
export function simpyInterpreter(): string | undefined {
  return interpreters.find(
    (python) => spawnSync(python, ["-c", "import SimPy.Simulation"], { stdio: "ignore" }).status === 0,
  );
}

/** CPU nanoseconds per request of the same model in SimPy, and the mean waiting time as `value`. */
export function simpyFiveServers(python: string, requests: number): { readonly cost: number; readonly value: number } {
  const printed = execFileSync(python, [script, String(requests)], { encoding: "utf8" });
  const [cost = Number.NaN, value = Number.NaN] = printed.split(" ").map(Number);
  return { cost, value };
}
