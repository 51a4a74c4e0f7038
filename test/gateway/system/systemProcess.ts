import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { SystemOptions } from "../../../src/gateway/system/system.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import { builtSystem } from "./builtSystem.ts";

const script = fileURLToPath(new URL("./system.mjs", import.meta.url));

/** A system in a process of its own, which does not outlive the test. */
export interface SystemProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Processes of its gateways; none when it has one gateway. */
  readonly gateways: readonly number[];
  /** Exit code, when it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
}

export async function systemProcess(options: Partial<SystemOptions>): Promise<SystemProcess> {
  const usual = { host: "127.0.0.1", port: 0, gateways: 1, seed: "7f3a", open: true };
  const child = spawn(process.execPath, [script, builtSystem.href, JSON.stringify({ ...usual, ...options })], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("exit", (code) => resolve(code));
  });
  const [line] = await Promise.race([
    once(child.stdout, "data"),
    ended.then((code) => {
      throw new Error(`the system ended with code ${code} before it served`);
    }),
  ]);
  const told = asFields(JSON.parse(String(line))) ?? {};
  const gateways = Array.isArray(told["gateways"]) ? told["gateways"].map(Number) : [];
  return { url: String(told["url"]), process: child, gateways, ended };
}

/** False when no process has that id. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
