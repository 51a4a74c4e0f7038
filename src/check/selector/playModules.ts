import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { MergedTallies } from "./mergedTallies.ts";
import type { ModuleEnd } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";
import { outputNotes } from "./outputNotes.ts";
import { Sandbox, type SandboxEnd } from "./sandbox.ts";
import { usualLimits } from "./sandboxLimits.ts";
import type { SelectorJob, SelectorPlay } from "./selectorJob.ts";
import { type SelectorTask, selectorTasks } from "./selectorTasks.ts";

type Failure = Exclude<ModuleEnd, { readonly kind: "played" }>;

/**
 * Has the selectors of a module make their picks, each in a thread of its own. They are begun in the order of their
 * numbers; the first of them that fails ends the play, and what those after it did does not count.
 */
export async function playModules(url: string, job: SelectorJob): Promise<SelectorPlay> {
  const path = fileURLToPath(url);
  if (!existsSync(path)) return { kind: "mistake", sentence: `${oneLine(path)}: there is no such file` };
  const play = new ModulePlay(url, basename(path), job);
  const tasks = selectorTasks(job.requests, job.instances);
  const lane = async (): Promise<void> => {
    for (let next = tasks.next(); !next.done && play.goesOn(next.value); next = tasks.next()) {
      await play.playOne(next.value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(job.workers, job.instances) }, lane));
  return play.result;
}

class ModulePlay {
  private readonly url: string;
  private readonly file: string;
  private readonly job: SelectorJob;
  private readonly merged: MergedTallies;
  /** By selector, in the order they were begun. */
  private readonly sandboxes: Map<number, Sandbox> = new Map();
  private readonly running: Map<number, AbortController> = new Map();
  private failure: Failure | undefined;
  private partial = false;

  constructor(url: string, file: string, job: SelectorJob) {
    this.url = url;
    this.file = file;
    this.job = job;
    this.merged = new MergedTallies(job.expectation);
  }

  /** Whether there is any use in beginning with this selector. */
  goesOn({ instance }: SelectorTask): boolean {
    if (!this.merged.counts(instance)) return false;
    if (this.job.signal?.aborted) this.partial = true;
    return !this.partial;
  }

  async playOne(task: SelectorTask): Promise<void> {
    const { instance } = task;
    const { deployments, expectation, instances, seed, limits, signal } = this.job;
    const sandbox = new Sandbox(
      { ...task, ...{ deployments, expectation, instances, seed }, url: this.url, file: this.file },
      { ...usualLimits, ...limits },
    );
    const stop = new AbortController();
    this.sandboxes.set(instance, sandbox);
    this.running.set(instance, stop);
    const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
    const end = await sandbox.play(AbortSignal.any(signals), () => this.tellProgress());
    this.running.delete(instance);
    this.take(instance, end);
    this.tellProgress();
  }

  get result(): SelectorPlay {
    const { failure, partial } = this;
    if (failure?.kind === "mistake") return failure;
    const counted = [...this.sandboxes].filter(([instance]) => this.merged.counts(instance));
    return {
      kind: "played",
      tally: this.merged.total,
      partial,
      notes: outputNotes(
        this.file,
        counted.map(([, { output }]) => output),
      ),
      ...(failure === undefined ? {} : { broken: failure.sentence }),
    };
  }

  private take(instance: number, end: SandboxEnd): void {
    if (!this.merged.counts(instance)) return;
    if (end.kind === "stopped") {
      this.partial = true;
      return;
    }
    if (end.kind !== "played") this.endWith(instance, end);
    if (end.kind !== "mistake" && end.state !== undefined) this.merged.add(instance, end.state);
  }

  private endWith(instance: number, failure: Failure): void {
    this.failure = failure;
    this.merged.endWith(instance);
    for (const [other, stop] of this.running) if (other > instance) stop.abort();
  }

  private tellProgress(): void {
    const picks = [...this.sandboxes.values()].reduce((sum, sandbox) => sum + sandbox.picks, 0);
    this.job.onProgress?.({ picks });
  }
}
