import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { changedInWords } from "./endInWords.ts";
import { MergedTallies } from "./mergedTallies.ts";
import { oneLine } from "./oneLine.ts";
import { outputNotes } from "./outputNotes.ts";
import { Sandbox } from "./sandbox.ts";
import { type SandboxLimits, usualLimits } from "./sandboxLimits.ts";
import type { HowItEnded, SelectorEnd } from "./selectorEnd.ts";
import type { SelectorJob, SelectorPlay } from "./selectorJob.ts";
import { groupedTasks, type SelectorTask } from "./selectorTasks.ts";

type Failure = Extract<HowItEnded, { readonly kind: "broken" | "mistake" }>;

/**
 * Has the selectors of a module make their picks: up to 64 each in a thread of its own, of more as many neighbours one
 * after the other in the same thread as it takes. They are begun in the order of their numbers; the first of them that
 * fails ends the play, and what those after it did does not count.
 */
export async function playModules(url: string, job: SelectorJob): Promise<SelectorPlay> {
  const path = fileURLToPath(url);
  if (!existsSync(path)) return { kind: "mistake", sentence: `${oneLine(path)}: there is no such file` };
  const limits = { ...usualLimits, ...job.limits };
  const play = new ModulePlay(url, basename(path), job, limits);
  const groups = groupedTasks(job.requests, job.instances, limits.threads);
  const lane = async (): Promise<void> => {
    for (let next = groups.next(); !next.done; next = groups.next()) {
      const [first, ...others] = next.value;
      if (first === undefined || !play.goesOn(first)) return;
      await play.playGroup([first, ...others]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(job.workers, job.instances) }, lane));
  return play.result;
}

class ModulePlay {
  private readonly url: string;
  private readonly file: string;
  private readonly job: SelectorJob;
  private readonly limits: SandboxLimits;
  private readonly merged: MergedTallies;
  private readonly ends: Map<number, SelectorEnd> = new Map();
  private readonly running: Map<Sandbox, { readonly first: number; readonly stop: AbortController }> = new Map();
  private picksOfEnded = 0;
  private failure: Failure | undefined;
  private partial = false;

  constructor(url: string, file: string, job: SelectorJob, limits: SandboxLimits) {
    this.url = url;
    this.file = file;
    this.job = job;
    this.limits = limits;
    this.merged = new MergedTallies(job.expectation);
  }

  /** Whether there is any use in beginning with this selector. */
  goesOn({ instance }: SelectorTask): boolean {
    if (!this.merged.counts(instance)) return false;
    if (this.job.signal?.aborted) this.partial = true;
    return !this.partial;
  }

  async playGroup(tasks: readonly [SelectorTask, ...SelectorTask[]]): Promise<void> {
    const { deployments, expectation, instances, seed, signal } = this.job;
    const sandbox = new Sandbox({
      ...{ tasks, deployments, expectation, instances, seed, url: this.url, file: this.file },
      limits: this.limits,
      onEnd: (end) => this.take(end),
      onLook: () => this.tellProgress(),
    });
    const stop = new AbortController();
    this.running.set(sandbox, { first: tasks[0].instance, stop });
    await sandbox.play(AbortSignal.any(signal === undefined ? [stop.signal] : [stop.signal, signal]));
    this.running.delete(sandbox);
    this.picksOfEnded += sandbox.picks;
    this.tellProgress();
  }

  get result(): SelectorPlay {
    const { failure, partial } = this;
    if (failure?.kind === "mistake") return failure;
    const counted = [...this.ends]
      .filter(([instance]) => this.merged.counts(instance))
      .sort(([one], [other]) => one - other)
      .map(([, end]) => end);
    const changed = [...new Set(counted.flatMap((end) => end.changed))];
    return {
      kind: "played",
      tally: this.merged.total,
      partial,
      notes: [
        ...outputNotes(
          this.file,
          counted.map(({ output }) => output),
        ),
        ...(changed.length === 0
          ? []
          : [`${oneLine(this.file)} ${changedInWords(changed)}, which all its code shares.`]),
        ...counted.flatMap(({ how }) => (how.kind === "stopped" && how.waiting !== undefined ? [how.waiting] : [])),
      ],
      ...(failure === undefined ? {} : { broken: failure.sentence }),
    };
  }

  private take(end: SelectorEnd): void {
    const { task, how } = end;
    if (!this.merged.counts(task.instance)) return;
    this.ends.set(task.instance, end);
    if (how.kind === "stopped") this.partial = true;
    if (how.kind === "broken" || how.kind === "mistake") this.endWith(task.instance, how);
    if (how.kind !== "mistake") this.merged.add(task.instance, how.state);
    this.tellProgress();
  }

  private endWith(instance: number, failure: Failure): void {
    this.failure = failure;
    this.merged.endWith(instance);
    for (const { first, stop } of this.running.values()) if (first > instance) stop.abort();
  }

  private tellProgress(): void {
    const running = [...this.running.keys()].reduce((sum, sandbox) => sum + sandbox.picks, 0);
    this.job.onProgress?.({ picks: this.picksOfEnded + running });
  }
}
