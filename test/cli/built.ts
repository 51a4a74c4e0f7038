import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Path of the built program. */
export function builtMain(): string {
  if (!existsSync(main)) throw new Error("the command is not built: npm run build, or npm test, which builds first");
  return main;
}

/** Runs the built command as a user would, with this environment added; `onMessage` sees stderr as it comes. */
export function shuntyard(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  onMessage: (interrupt: () => void) => void = () => {},
): Promise<Ended> {
  return ended(
    spawn(process.execPath, [builtMain(), ...argv], { env: { PATH: process.env["PATH"], ...environment } }),
    onMessage,
  );
}

/** Runs a line of shell in which `shuntyard` is the built command. */
export function shell(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const script = `shuntyard() { "${process.execPath}" "${main}" "$@"; }; ${line}`;
  return ended(spawn("bash", ["-c", script], options(environment)), () => {});
}

/** Only what is stated here comes from outside, so that no setting of the machine decides a test. */
function options(environment: Readonly<Record<string, string>>): SpawnOptions {
  return { env: { PATH: process.env["PATH"], ...environment }, stdio: ["ignore", "pipe", "pipe"] };
}

function ended(child: ReturnType<typeof spawn>, onMessage: (interrupt: () => void) => void): Promise<Ended> {
  const texts = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    texts.stdout += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    texts.stderr += chunk;
    onMessage(() => child.kill("SIGINT"));
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, ...texts }));
  });
}
