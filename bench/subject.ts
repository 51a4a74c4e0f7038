/** A thing to measure: who takes part, and what is claimed of them. */
export interface Subject {
  readonly title: string;
  readonly contestants: readonly Contestant[];
  readonly claims: readonly Claim[];
  /** Measured rounds, when not the usual number. */
  readonly rounds?: number;
}

/** Runs in a process of its own, so that no other contestant's types and code disturb how V8 compiles it. */
export interface Contestant {
  readonly name: string;
  /** Why it cannot take part on this machine; `undefined` when it can. */
  readonly absence?: () => string | undefined;
  /** Makes ready, once, and returns what is then called once a round. */
  readonly prepare: () => Round | Promise<Round>;
  /** `false` for a whole program, which is always cold: no round goes uncounted before the others. */
  readonly warmUp?: false;
}

/** Plays one round and returns its cost; or several, which claims call `contestant: key`. */
export type Round = () => Cost | Promise<Cost>;

/** In any unit that the other side of the claim shares. */
export type Cost = number | Readonly<Record<string, number>>;

/** The product of the costs of `over`, divided by the product of the costs of `under`, within the bar. */
export interface Claim {
  readonly what: string;
  readonly over: readonly string[];
  readonly under: readonly string[];
  /** Absent: shown without a judgement. */
  readonly bar?: Bar;
}

export type Bar = { readonly atMost: number } | { readonly atLeast: number };
