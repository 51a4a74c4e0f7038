import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { builtMain, type Ended, shuntyard } from "../built.ts";

/** `shuntyard serve` in a process of its own, until the test is over. */
export interface RunningServer {
  readonly url: string;
  /** What it has printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Runs another command against it. */
  command(...argv: readonly string[]): Promise<Ended>;
  signal(name: NodeJS.Signals): void;
  /** Signals all of its processes, as Ctrl-C on a terminal does. */
  signalAll(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Starts the built command on any free port; resolves when it has said where it is. */
export async function runningServer(
  argv: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [builtMain(), "serve", "--port", "0", ...argv], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, which can be signalled as a whole.
    detached: true,
  });
  const signalAll = (name: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? Number.NaN), name);
    } catch {
      // There is none left.
    }
  };
  onTestFinished(() => signalAll("SIGKILL"));
  const printed = { stdout: "", stderr: "" };
  const ended = endOf(child, printed);
  const url = await urlIn(child, printed, ended);
  const own = { SHUNTYARD_BASE_URL: url, ...environment };
  return {
    ...{ url, printed, ended },
    command: (...line) => shuntyard(line, own),
    signal: (name) => void child.kill(name),
    signalAll,
  };
}

async function endOf(child: ChildProcess, printed: { stdout: string; stderr: string }): Promise<Ended> {
  child.stderr?.on("data", (chunk: Buffer) => {
    printed.stderr += chunk;
  });
  return await new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, ...printed }));
  });
}

/** The URL stands in what is printed first, as text or as JSON. */
function urlIn(
  child: ChildProcess,
  printed: { stdout: string; stderr: string },
  ended: Promise<Ended>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      printed.stdout += chunk;
      const [, url] = /(?:serves |"url":")(http:\/\/[^\s"]+)/.exec(printed.stdout) ?? [];
      // All of it is printed at once; what follows comes later.
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`serve ended with ${code}: ${stderr}`)));
  });
}

/** A scenario whose replicas answer in `service`, with `replicas` of them behind "my-router" as "current-deployment". */
export function yard(replicas: number, service = "0ms"): string {
  return JSON.stringify({
    version: 1,
    name: "yard",
    seed: "7f3a",
    duration: "1m",
    router: { id: "my-router", deployments: ["current-deployment"] },
    fleet: { "current-deployment": { replicas, replica: quickReplica(service) } },
    traffic: {
      arrivals: { kind: "poisson", rate: "1/s" },
      prompt: { kind: "fixed", value: 10 },
      output: { kind: "fixed", value: 10 },
    },
    timeline: [],
    checks: [],
  });
}

function quickReplica(service = "0ms"): object {
  return { slots: 256, queue: 10_000, service: { kind: "fixed", value: service } };
}

/** `--mock` of a deployment that answers at once. */
export const quickMock: string = JSON.stringify({ replicas: 1, replica: quickReplica() });

/** Asks until it is so; the test's time-out is the limit. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Waits until a resource is READY. */
export async function ready(server: RunningServer, noun: "router" | "deployment", id: string): Promise<void> {
  await until(async () => JSON.parse((await server.command(noun, "get", id, "-o", "json")).stdout).state === "READY");
}
