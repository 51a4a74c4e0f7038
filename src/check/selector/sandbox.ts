import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import { foreignThrown } from "./foreignValue.ts";
import type { ModuleMessage, ModuleThreadSetup } from "./moduleMessage.ts";
import { runsOut } from "./patience.ts";
import { PickReader, pickMemory } from "./pickRing.ts";
import type { SandboxLimits } from "./sandboxLimits.ts";
import { type ModuleSetting, SelectorAtWork } from "./selectorAtWork.ts";
import type { HowItEnded, SelectorEnd } from "./selectorEnd.ts";
import type { SelectorTask } from "./selectorTasks.ts";
import { thrownInWords } from "./thrownInWords.ts";

/** What a thread of a module is to do. */
export interface SandboxJob extends ModuleSetting {
  readonly url: string;
  readonly deployments: readonly SelectorDeployment[];
  readonly seed: string;
  /** At least one. */
  readonly tasks: readonly [SelectorTask, ...SelectorTask[]];
  readonly limits: SandboxLimits;
  /** Called once for each selector that was begun, in their order. After anything but `played` no other is begun. */
  readonly onEnd: (end: SelectorEnd) => void;
  /** Called some times a second. */
  readonly onLook: () => void;
}

/** How Node ends a thread that waits for what nobody will ever do. */
const neverSettled = 13;

/**
 * A thread in which a module of somebody else's makes the picks of some selectors, one after the other: without
 * environment variables, standard input or output, with bounded memory and patience. Each pick is handed out as soon as
 * it is made and tallied here: no end of the thread takes it away, and nothing that the module does to its thread
 * changes how it is judged.
 *
 * A thread shares files, sockets and the process itself with everybody: this is against mistakes, not against malice.
 */
export class Sandbox {
  private readonly job: SandboxJob;
  private readonly memory: SharedArrayBuffer = pickMemory();
  private readonly reader: PickReader = new PickReader(this.memory);
  private readonly channel: MessageChannel = new MessageChannel();
  /** Names that nobody promised, by code. */
  private readonly strangers: Map<number, string> = new Map();
  private readonly over: AbortController = new AbortController();
  private readonly setting: ModuleSetting;
  private current: SelectorAtWork;
  private ended = 0;
  private heard = 0;
  private before = 0;
  private sameForMs = 0;
  private isOver = false;

  constructor(job: SandboxJob) {
    const { file, instances, expectation } = job;
    this.job = job;
    this.setting = { file, instances, expectation };
    this.current = new SelectorAtWork(job.tasks[0], this.setting);
  }

  /** Picks made so far. */
  get picks(): number {
    return this.before + this.current.picks + this.reader.waiting;
  }

  /** Starts the thread and waits for its end, or until the signal is aborted. */
  async play(signal: AbortSignal): Promise<void> {
    const worker = this.startThread();
    try {
      await new Promise<void>((resolve) => {
        this.over.signal.addEventListener("abort", () => resolve(), { once: true });
        this.channel.port1.on("message", (message: ModuleMessage) => this.take(message));
        worker.on("error", (error) => this.conclude(() => this.current.fault(this.deathInWords(error))));
        worker.on("exit", (code) => this.conclude(() => this.current.fault(this.exitInWords(code))));
        void runsOut((sameForMs) => this.look(sameForMs), this.job.limits.patienceMs, this.over.signal).then((out) => {
          if (out) this.conclude(() => this.current.fault(this.silenceInWords()));
        });
        const stop = (): void => this.conclude(() => this.current.stopped(this.sameForMs));
        signal.addEventListener("abort", stop, { once: true, signal: this.over.signal });
        if (signal.aborted) stop();
      });
    } finally {
      this.channel.port1.close();
      await worker.terminate();
    }
  }

  private startThread(): Worker {
    const { url, deployments, instances, seed, tasks, limits } = this.job;
    const port = this.channel.port2;
    const workerData: ModuleThreadSetup = { url, deployments, instances, seed, tasks, port, picks: this.memory };
    return new Worker(new URL("./moduleThread.js", import.meta.url), {
      workerData,
      transferList: [port],
      argv: [],
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    });
  }

  /** Anything that changes whenever the module has done something that it was asked for. */
  private look(sameForMs: number): number {
    this.sameForMs = sameForMs;
    this.takePicks();
    this.job.onLook();
    return this.heard + this.picks;
  }

  private take(message: ModuleMessage): void {
    if (this.isOver) return;
    switch (message.kind) {
      case "wrote":
        this.current.output.add(message.stream, message.chunk);
        return;
      case "begun":
        this.heard++;
        this.current.begun = true;
        this.current.changed = message.changed;
        return;
      case "picked":
        this.takePicks();
        return;
      case "stranger":
        this.strangers.set(message.code, message.name);
        return;
      case "end":
        this.heard++;
        this.takePicks();
        this.current.changed = message.changed;
        this.endCurrent(this.current.ended(message.end));
    }
  }

  private takePicks(): void {
    if (!this.isOver) this.current.take(this.reader, (code) => this.nameOf(code));
  }

  /** The name was told before the pick was made, but may not have been read yet. */
  private nameOf(code: number): string {
    while (!this.strangers.has(code) && this.takeNextMessage());
    return this.strangers.get(code) ?? "";
  }

  private endCurrent(how: HowItEnded): void {
    const { task, output, changed, picks } = this.current;
    const next = how.kind === "played" ? this.job.tasks[++this.ended] : undefined;
    if (next === undefined) this.finish();
    else {
      this.before += picks;
      this.current = new SelectorAtWork(next, this.setting);
    }
    this.job.onEnd({ task, how, output, changed });
  }

  /** A thread may end sooner than its last words arrive; where they say how, that counts. */
  private conclude(otherwise: () => HowItEnded): void {
    while (this.takeNextMessage());
    this.takePicks();
    if (!this.isOver) this.endCurrent(otherwise());
  }

  private takeNextMessage(): boolean {
    const received: { message: ModuleMessage } | undefined = receiveMessageOnPort(this.channel.port1);
    if (received === undefined) return false;
    this.take(received.message);
    return true;
  }

  private finish(): void {
    this.isOver = true;
    this.over.abort();
  }

  private silenceInWords(): string {
    return `gave no answer within ${formatDuration(this.job.limits.patienceMs)}`;
  }

  private deathInWords(error: Error): string {
    if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
      return `ran out of memory (${this.job.limits.heapMb} MiB)`;
    }
    return `ended its thread with ${thrownInWords(foreignThrown(error), this.job.file)}`;
  }

  private exitInWords(code: number): string {
    if (!this.current.begun && code === neverSettled) {
      return "waits for something that never happens (top-level await)";
    }
    return `left by process.exit(${code})`;
  }
}
