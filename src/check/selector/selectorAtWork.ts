import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import type { Expectation } from "../expectation.ts";
import { type PickState, PickTally } from "../pickTally.ts";
import { changedInWords, looseInWords, noAnswerInWords, noSelectorInWords } from "./endInWords.ts";
import type { ThreadEnd } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";
import type { PickReader } from "./pickRing.ts";
import type { HowItEnded } from "./selectorEnd.ts";
import { SelectorOutput } from "./selectorOutput.ts";
import type { SelectorTask } from "./selectorTasks.ts";

/** Of the module that a selector belongs to. */
export interface ModuleSetting {
  /** Its name, for sentences. */
  readonly file: string;
  /** Selectors of the whole check. */
  readonly instances: number;
  readonly expectation: Expectation;
}

/** A wait for one pick that is worth telling when the check is interrupted. */
const longWaitMs = 1000;

/** One selector of a module, as seen from the thread that tallies: what it has done, and how that is to be told. */
export class SelectorAtWork {
  readonly task: SelectorTask;
  readonly output: SelectorOutput = new SelectorOutput();
  changed: readonly string[] = [];
  begun = false;
  private readonly setting: ModuleSetting;
  private readonly tally: PickTally;
  private taken = 0;

  constructor(task: SelectorTask, setting: ModuleSetting) {
    this.task = task;
    this.setting = setting;
    this.tally = new PickTally(setting.expectation);
    this.tally.begin(task.instance);
  }

  /** Picks taken so far. */
  get picks(): number {
    return this.taken;
  }

  /** Tallies the picks that wait. */
  take(reader: PickReader, nameOf: (code: number) => string): void {
    const deployments = this.setting.expectation.deployments.length;
    reader.take(this.task.requests - this.taken, (code) => {
      const at = ++this.taken;
      if (code < deployments) this.tally.pick(code, at);
      else this.tally.stranger(nameOf(code), at);
    });
  }

  /** What its thread said last. */
  ended(end: ThreadEnd): HowItEnded {
    const { file, expectation } = this.setting;
    switch (end.kind) {
      case "played":
        return { kind: "played", state: this.state };
      case "threw":
      case "returned":
        return this.broken(`${this.request}: ${noAnswerInWords(end, file, expectation.deployments.length)}`);
      case "loose":
        return this.loose(looseInWords(end, file));
      default:
        return { kind: "mistake", sentence: noSelectorInWords(end, file) };
    }
  }

  /** Its thread has ended without a word, or has to be ended; `what` to follow the name of the module. */
  fault(what: string): HowItEnded {
    const { task, taken } = this;
    const name = oneLine(this.setting.file);
    if (!this.begun) return { kind: "mistake", sentence: `${name} ${what} before its selector was made` };
    return this.broken(
      taken < task.requests ? `${this.request}: pick() ${what}` : `after ${this.request}: ${name} ${what}`,
    );
  }

  /** What went wrong by itself before a later selector was made may be the doing of one before it in its thread. */
  private loose(what: string): HowItEnded {
    const { instance } = this.task;
    if (this.begun || instance === 0) return this.fault(what);
    return this.broken(`before selector ${instance + 1} was made, ${oneLine(this.setting.file)} ${what}`);
  }

  stopped(sameForMs: number): HowItEnded {
    const isLong = this.begun && sameForMs >= longWaitMs && this.taken < this.task.requests;
    const waiting = isLong
      ? `When the check was interrupted, ${this.request} had been waiting for its pick for ${formatDuration(Math.floor(sameForMs / 1000) * 1000)}.`
      : undefined;
    return { kind: "stopped", state: this.state, waiting };
  }

  private broken(sentence: string): HowItEnded {
    const { changed } = this;
    // Who changes what all code relies on may fail anywhere; the place where it does is then of little use.
    const why = changed.length === 0 ? "" : `; before, ${oneLine(this.setting.file)} ${changedInWords(changed)}`;
    return { kind: "broken", sentence: `${sentence}${why}`, state: this.state };
  }

  /** "request 17", or "request 17 of selector 2" where there are several: the one it is at. Both count from 1. */
  private get request(): string {
    const { instance, requests } = this.task;
    const of = this.setting.instances > 1 ? ` of selector ${instance + 1}` : "";
    return `request ${Math.min(this.taken + 1, requests)}${of}`;
  }

  private get state(): PickState {
    return this.tally.state;
  }
}
