import { Discrepancy } from "../statistics/discrepancy.ts";
import { type SequenceState, SequenceTally } from "../statistics/sequenceTally.ts";
import { type Expectation, sharesOf } from "./expectation.ts";
import { earlier, type Place } from "./place.ts";

/** Something that happened some times, and where it happened first. */
export interface Occurrences {
  readonly count: number;
  readonly first: Place;
}

/** Picks of one selector that are kept as they are, to hold them against those of another. */
export const headLength = 1024;
/** Picks of one selector whose contexts are all followed; after that those of one block in `followedBlocks`. */
const followedPicks = 2 ** 20;
const followedBlocks = 16;
/** Names and reasons that are told apart; what comes after is counted together. */
const mostNames = 1000;
/** Windows of time that are told apart; with more of them only the phases are judged. */
const mostWindows = 10_000;
const otherNames = "(others)";
const longestName = 200;

/**
 * What a source did, as far as its judge wants to know: constant memory, whole numbers alone. Tallies of several
 * selectors merge exactly in any order, so a check gives the same bytes on any number of workers.
 */
export class PickTally {
  readonly expectation: Expectation;
  /** One a phase. */
  readonly phases: readonly SequenceTally[];
  /** By phase and deployment: the first pick. Only of deployments that were promised nothing. */
  private readonly impossible: Map<string, Place> = new Map();
  private readonly strangers: Map<string, Occurrences> = new Map();
  /** Reasons why requests could not be attributed. */
  private readonly reasons: Map<string, Occurrences> = new Map();
  /** Requests that could not be attributed, by the phase and by the window that they belong to. */
  private readonly lostOfPhase: number[];
  private readonly lostOfWindow: Map<number, number> = new Map();
  /** Those of which nobody knows when they were made. */
  private lostSomewhere = 0;
  private readonly windowCounts: Map<number, number[]> = new Map();
  private readonly heads: Map<number, number[]> = new Map();
  private readonly strays: StrayState[] = [];
  private readonly zeroShares: readonly (readonly boolean[])[];
  private discrepancy: Discrepancy | undefined;
  private instance = 0;
  private phase = -1;
  private head: number[] = [];
  private made = 0;
  private outside = 0;
  /** There were more windows than can be told apart, so none is. */
  private windowsOverflow = false;

  constructor(expectation: Expectation) {
    this.expectation = expectation;
    this.phases = expectation.phases.map((phase) => new SequenceTally(sharesOf(phase)));
    this.lostOfPhase = expectation.phases.map(() => 0);
    this.zeroShares = expectation.phases.map(({ units }) => units.map((each) => each === 0));
    this.begin(0);
  }

  /** A selector begins its sequence; what it picks has nothing to do with the picks of another. */
  begin(instance: number): void {
    this.close();
    this.instance = instance;
    this.made = 0;
    this.phase = -1;
    this.head = [];
    this.heads.set(instance, this.head);
    const [only] = this.expectation.phases;
    const smooth = this.expectation.order === "smooth" && this.expectation.phases.length === 1;
    this.discrepancy = smooth && only !== undefined ? new Discrepancy(only.units) : undefined;
  }

  /** The next pick, in phase 0. `at` counts the requests or lines of the source from 1. */
  pick(deployment: number, at: number): void {
    this.pickIn(0, deployment, at);
  }

  /**
   * A pick made at `timeMs`. Where phases change, contexts and windows begin anew; a pick before the first phase or after
   * the last is counted as outside and not judged. Times need not ascend.
   *
   * @param window number of the window of time it belongs to, where the source has such windows
   */
  pickAt(deployment: number, at: number, timeMs: number, window?: number): void {
    const phase = this.phaseAt(timeMs);
    if (phase === undefined) return;
    this.pickIn(phase, deployment, at);
    if (window === undefined) return;
    const counts = this.windowOf(phase, window);
    if (counts !== undefined) counts[deployment] = (counts[deployment] ?? 0) + 1;
  }

  /** The first `length` of `picks` in phase 0, at the places after those that this selector has made. */
  pickAll(picks: Uint16Array, length: number): void {
    const tally = this.phases[0];
    if (tally === undefined) return;
    const before = this.made;
    for (let i = 0; this.head.length < headLength && i < length; i++) this.head.push(picks[i] ?? 0);
    if (this.discrepancy !== undefined) for (let i = 0; i < length; i++) this.discrepancy.update(picks[i] ?? 0);
    const block = Math.floor(before / Math.max(1, length));
    tally.updateAll(picks, length, before < followedPicks || block % followedBlocks === 0);
    this.made += length;
    this.phase = 0;
    this.findImpossible(picks, length, before);
  }

  /** Picks that were counted elsewhere, in no known order. */
  addCount(deployment: number, count: number): void {
    this.phases[0]?.addCount(deployment, count);
    if (count > 0 && this.zeroShares[0]?.[deployment] === true) this.noteImpossible(0, deployment, 0);
  }

  /** The same of a deployment that nobody promised. */
  addStrangers(name: string, count: number): void {
    note(this.strangers, shortened(name), { count, first: { instance: this.instance, at: 0 } });
  }

  /** A pick of a deployment that nobody promised. */
  stranger(name: string, at: number): void {
    note(this.strangers, shortened(name), { count: 1, first: { instance: this.instance, at } });
  }

  /** A request that cannot be attributed to a deployment, nor to a time; `reason` in words. */
  unattributed(reason: string, at: number): void {
    this.lostSomewhere++;
    note(this.reasons, shortened(reason), { count: 1, first: { instance: this.instance, at } });
  }

  /** The same of a request that was made at `timeMs`, in a window of time where the source has such windows. */
  unattributedAt(reason: string, at: number, timeMs: number, window?: number): void {
    const phase = this.phaseAt(timeMs);
    if (phase === undefined) return;
    this.lostOfPhase[phase] = (this.lostOfPhase[phase] ?? 0) + 1;
    note(this.reasons, shortened(reason), { count: 1, first: { instance: this.instance, at } });
    if (window === undefined || this.windowsOverflow) return;
    const key = window * this.phases.length + phase;
    if (this.lostOfWindow.size === mostWindows && !this.lostOfWindow.has(key)) this.forgetWindows();
    else this.lostOfWindow.set(key, (this.lostOfWindow.get(key) ?? 0) + 1);
  }

  /** Picks of promised deployments, all phases. */
  get picks(): number {
    return this.phases.reduce((sum, tally) => sum + tally.n, 0);
  }

  /** Requests that could not be attributed, all phases. */
  get lost(): number {
    return this.lostOfPhase.reduce((sum, each) => sum + each, this.lostSomewhere);
  }

  /** Those that may have been made in a phase. */
  lostIn(phase: number): number {
    return (this.lostOfPhase[phase] ?? 0) + this.lostSomewhere;
  }

  /** A request went where none was promised. */
  get hasImpossible(): boolean {
    return this.impossible.size > 0 || this.strangers.size > 0;
  }

  /** The furthest that a smooth selector has strayed so far, in requests. */
  get straysSoFar(): number {
    return Math.max(this.discrepancy?.largest ?? 0, ...this.strays.map(({ requests }) => requests));
  }

  /** The first picks of each selector, as in the state. */
  get headsSoFar(): PickState["heads"] {
    return [...this.heads].filter(([, head]) => head.length > 0);
  }

  /** Everything, as plain data. The selector that was at it counts as ended. */
  get state(): PickState {
    this.close();
    return {
      phases: this.phases.map((tally) => tally.state),
      impossible: [...this.impossible],
      strangers: [...this.strangers],
      unattributed: [...this.reasons],
      lost: { phases: this.lostOfPhase, windows: [...this.lostOfWindow], somewhere: this.lostSomewhere },
      windows: [...this.windowCounts],
      heads: this.headsSoFar,
      strays: this.strays,
      outside: this.outside,
      windowsOverflow: this.windowsOverflow,
    };
  }

  /** Adds the state of a tally made for the same expectation, of other selectors. */
  merge(state: PickState): void {
    this.close();
    for (const [i, tally] of this.phases.entries()) {
      const other = state.phases[i];
      if (other !== undefined) tally.merge(other);
    }
    for (const [key, place] of state.impossible) this.impossible.set(key, earliest(this.impossible.get(key), place));
    for (const [name, occurrences] of state.strangers) note(this.strangers, name, occurrences);
    for (const [reason, occurrences] of state.unattributed) note(this.reasons, reason, occurrences);
    for (const [i, count] of state.lost.phases.entries()) this.lostOfPhase[i] = (this.lostOfPhase[i] ?? 0) + count;
    for (const [key, count] of state.lost.windows) {
      this.lostOfWindow.set(key, count + (this.lostOfWindow.get(key) ?? 0));
    }
    this.lostSomewhere += state.lost.somewhere;
    for (const [key, counts] of state.windows) {
      const known = this.windowCounts.get(key);
      this.windowCounts.set(
        key,
        counts.map((count, j) => count + (known?.[j] ?? 0)),
      );
    }
    for (const [instance, head] of state.heads) this.heads.set(instance, [...head]);
    this.strays.push(...state.strays);
    this.outside += state.outside;
    this.windowsOverflow ||= state.windowsOverflow;
    if (this.windowsOverflow) this.forgetWindows();
  }

  /** Undefined outside all phases, where nothing is judged. */
  private phaseAt(timeMs: number): number | undefined {
    const phase = this.expectation.phases.findIndex(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
    if (phase >= 0) return phase;
    this.outside++;
    return undefined;
  }

  private pickIn(phase: number, deployment: number, at: number): void {
    const tally = this.phases[phase];
    if (tally === undefined) return;
    if (phase !== this.phase) {
      tally.restart();
      this.phase = phase;
    }
    tally.update(deployment);
    this.made++;
    if (this.head.length < headLength) this.head.push(deployment);
    this.discrepancy?.update(deployment);
    if (this.zeroShares[phase]?.[deployment] === true) this.noteImpossible(phase, deployment, at);
  }

  /** The picks of each deployment in a window; undefined where there are too many windows to tell apart. */
  private windowOf(phase: number, window: number): number[] | undefined {
    const key = window * this.phases.length + phase;
    if (this.windowsOverflow) return undefined;
    const known = this.windowCounts.get(key);
    if (known !== undefined) return known;
    if (this.windowCounts.size === mostWindows) {
      this.forgetWindows();
      return undefined;
    }
    const counts = this.expectation.deployments.map(() => 0);
    this.windowCounts.set(key, counts);
    return counts;
  }

  private forgetWindows(): void {
    this.windowsOverflow = true;
    this.windowCounts.clear();
    this.lostOfWindow.clear();
  }

  private findImpossible(picks: Uint16Array, length: number, before: number): void {
    const zero = this.zeroShares[0] ?? [];
    for (const [deployment, isZero] of zero.entries()) {
      if (!isZero || (this.phases[0]?.totals[deployment] ?? 0) === 0) continue;
      const index = picks.subarray(0, length).indexOf(deployment);
      if (index >= 0) this.noteImpossible(0, deployment, before + index + 1);
    }
  }

  private noteImpossible(phase: number, deployment: number, at: number): void {
    const key = `${phase},${deployment}`;
    this.impossible.set(key, earliest(this.impossible.get(key), { instance: this.instance, at }));
  }

  private close(): void {
    const { discrepancy } = this;
    if (discrepancy !== undefined && this.made > 0) {
      const { category, after } = discrepancy.where;
      this.strays.push({
        requests: discrepancy.largest,
        deployment: category,
        place: { instance: this.instance, at: after },
      });
    }
    this.discrepancy = undefined;
    for (const tally of this.phases) tally.restart();
  }
}

/** How far one smooth selector strayed from a deployment's share, in requests, and where it was furthest. */
export interface StrayState {
  readonly requests: number;
  readonly deployment: number;
  readonly place: Place;
}

/** A `PickTally` as plain data. */
export interface PickState {
  readonly phases: readonly SequenceState[];
  /** "phase,deployment" and the first pick of a deployment that was promised nothing. */
  readonly impossible: readonly (readonly [string, Place])[];
  /** Names of deployments that nobody promised. */
  readonly strangers: readonly (readonly [string, Occurrences])[];
  /** Reasons why requests could not be attributed. */
  readonly unattributed: readonly (readonly [string, Occurrences])[];
  /** How many that were, by phase, by window (keys as in `windows`), and at no known time. */
  readonly lost: {
    readonly phases: readonly number[];
    readonly windows: readonly (readonly [number, number])[];
    readonly somewhere: number;
  };
  /** window * phases + phase, and the picks of each deployment in it. */
  readonly windows: readonly (readonly [number, readonly number[]])[];
  /** By selector: its first picks. */
  readonly heads: readonly (readonly [number, readonly number[]])[];
  /** One a smooth selector. */
  readonly strays: readonly StrayState[];
  /** Picks at times for which nothing is promised. */
  readonly outside: number;
  /** There were too many windows to tell apart. */
  readonly windowsOverflow: boolean;
}

function earliest(known: Place | undefined, place: Place): Place {
  return earlier(known, place) ?? place;
}

/** A name that somebody else chose, no longer than a report can show. */
function shortened(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName)}…`;
}

function note(map: Map<string, Occurrences>, name: string, { count, first }: Occurrences): void {
  const key = map.has(name) || map.size < mostNames ? name : otherNames;
  const known = map.get(key);
  map.set(key, { count: count + (known?.count ?? 0), first: earliest(known?.first, first) });
}
