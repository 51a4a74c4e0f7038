import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import type { ModuleEnd, ModuleMessage, ModuleTask, ModuleThreadSetup, OutputStream } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";
import { runsOut } from "./patience.ts";
import { requestInWords } from "./requestInWords.ts";
import type { SandboxLimits } from "./sandboxLimits.ts";
import { thrownInWords } from "./thrownInWords.ts";

/** How a thread of a module came to its end: by itself, by its own fault, or stopped from outside. */
export type SandboxEnd = ModuleEnd | { readonly kind: "stopped" };

/** How Node ends a thread that waits for what nobody will ever do. */
const neverSettled = 13;

/**
 * A thread in which a module of somebody else's makes the picks of one selector: without environment variables, standard
 * input or output, with bounded memory and patience. It is used once, so that no selector meets what another left
 * behind.
 *
 * A thread shares files, sockets and the process itself with everybody: this is against mistakes, not against malice.
 */
export class Sandbox {
  /** What the module wrote, the first lines of each stream. */
  readonly output: Readonly<Record<OutputStream, string[]>> = { stdout: [], stderr: [] };
  private readonly task: ModuleTask;
  private readonly limits: SandboxLimits;
  private readonly picksMade: Float64Array = new Float64Array(new SharedArrayBuffer(8));
  private readonly channel: MessageChannel = new MessageChannel();
  private begun = false;
  private end: ModuleEnd | undefined;

  constructor(task: ModuleTask, limits: SandboxLimits) {
    this.task = task;
    this.limits = limits;
  }

  /** Picks made so far. */
  get picks(): number {
    return this.picksMade[0] ?? 0;
  }

  /** Starts the thread and waits for its end, or until the signal is aborted; calls `onLook` some times a second. */
  async play(signal: AbortSignal, onLook: () => void): Promise<SandboxEnd> {
    const worker = this.startThread();
    const over = new AbortController();
    try {
      return await new Promise<SandboxEnd>((resolve) => {
        const conclude = (otherwise: () => SandboxEnd): void => {
          this.takeWhatIsLeft();
          resolve(this.end ?? otherwise());
        };
        const fault = (what: () => string): void => conclude(() => this.fault(what()));
        this.channel.port1.on("message", (message: ModuleMessage) => {
          this.take(message);
          if (this.end !== undefined) resolve(this.end);
        });
        worker.on("error", (error) => fault(() => this.deathInWords(error)));
        worker.on("exit", (code) => fault(() => this.exitInWords(code)));
        const look = (): number => {
          onLook();
          return this.progress;
        };
        void runsOut(look, this.limits.patienceMs, over.signal).then((out) => {
          if (out) fault(() => `gave no answer within ${formatDuration(this.limits.patienceMs)}`);
        });
        const stop = (): void => conclude(() => ({ kind: "stopped" }));
        signal.addEventListener("abort", stop, { once: true, signal: over.signal });
        if (signal.aborted) stop();
      });
    } finally {
      over.abort();
      this.end = undefined;
      this.channel.port1.close();
      await worker.terminate();
    }
  }

  private startThread(): Worker {
    const { task, picksMade, channel } = this;
    const workerData: ModuleThreadSetup = { task, picksMade, port: channel.port2 };
    return new Worker(new URL("./moduleThread.js", import.meta.url), {
      workerData,
      transferList: [channel.port2],
      argv: [],
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMb },
    });
  }

  /** Anything that changes whenever the module has done something that it was asked for. */
  private get progress(): number {
    return this.begun ? 1 + this.picks : 0;
  }

  private take(message: ModuleMessage): void {
    switch (message.kind) {
      case "wrote":
        this.output[message.stream].push(message.line);
        return;
      case "begun":
        this.begun = true;
        return;
      case "end":
        this.end = message.end;
    }
  }

  /** A thread may end sooner than its last words arrive. */
  private takeWhatIsLeft(): void {
    for (;;) {
      const received: { message: ModuleMessage } | undefined = receiveMessageOnPort(this.channel.port1);
      if (received === undefined) return;
      this.take(received.message);
    }
  }

  private fault(what: string): ModuleEnd {
    const { task } = this;
    if (!this.begun) return { kind: "mistake", sentence: `${oneLine(task.file)} ${what} before its selector was made` };
    const { picks } = this;
    const sentence =
      picks < task.requests
        ? `${requestInWords(picks + 1, task)}: pick() ${what}`
        : `after ${requestInWords(picks, task)}: ${oneLine(task.file)} ${what}`;
    return { kind: "broken", sentence };
  }

  private deathInWords(error: Error): string {
    if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
      return `ran out of memory (${this.limits.heapMb} MiB)`;
    }
    return `ended its thread with ${thrownInWords(error, this.task.file)}`;
  }

  private exitInWords(code: number): string {
    if (!this.begun && code === neverSettled) return "waits for something that never happens (top-level await)";
    return `left by process.exit(${code})`;
  }
}
