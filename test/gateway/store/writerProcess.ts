import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const script = fileURLToPath(new URL("./writer.mjs", import.meta.url));
const built = new URL("../../../dist/gateway/store/sqlite/sqliteResourceStore.js", import.meta.url);

/** What a writer has told when it has ended. */
export interface Told {
  readonly code: number | null;
  /** Number of its last change that returned; 0 when none did. */
  readonly lastChange: number;
  /** Versions of the store that its changes made, in their order. */
  readonly versions: readonly number[];
  readonly stderr: string;
}

/** A process that changes the store at `path` in the name of an account, and can be killed; it does not outlive the test. */
export class WriterProcess {
  private readonly child: ChildProcess;
  private stdout = "";
  private stderr = "";
  private readonly ended: Promise<number | null>;
  private onTold: () => void = () => {};

  constructor(path: string, name: string, changes?: number) {
    if (!existsSync(built)) throw new Error("the store is not built: npm run build, or npm test, which builds first");
    const limit = changes === undefined ? [] : [String(changes)];
    this.child = spawn(process.execPath, [script, built.href, path, name, ...limit]);
    onTestFinished(() => {
      this.child.kill("SIGKILL");
    });
    this.child.stdout?.on("data", (chunk: Buffer) => {
      this.stdout += chunk;
      this.onTold();
    });
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((resolve) => {
      this.child.on("close", (code) => {
        resolve(code);
        this.onTold();
      });
    });
  }

  /** Until it has told of so many changes, or has ended. */
  untilTold(changes: number): Promise<void> {
    return new Promise((resolve) => {
      this.onTold = () => {
        const ended = this.child.exitCode !== null || this.child.signalCode !== null;
        if (ended || this.lines().length >= changes) resolve();
      };
      this.onTold();
    });
  }

  async kill(): Promise<Told> {
    this.child.kill("SIGKILL");
    return this.end();
  }

  async end(): Promise<Told> {
    const code = await this.ended;
    const lines = this.lines().map((line) => line.split(" ").map(Number));
    return {
      code,
      lastChange: lines.at(-1)?.[0] ?? 0,
      versions: lines.map(([, version]) => version ?? 0),
      stderr: this.stderr,
    };
  }

  /** The last line may be cut short by a kill. */
  private lines(): readonly string[] {
    return this.stdout.split("\n").slice(0, -1);
  }
}
