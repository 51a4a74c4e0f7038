import { valueShown } from "./valueShown.ts";

/** A departure from a share: a number in (0, 1), 0.01 being one percentage point, or points in words: "1pp". */
export type Margin = number | `${number}pp`;

export interface DrawOptions {
  /**
   * A split this near to the expected one is accepted. Absent: no departure is, however small, and the picks must be
   * enough to catch one of 1 pp (of a tenth of the share, or of its complement, where that is less than 10 %).
   */
  readonly margin?: Margin;
  /** Largest probability of failing a right router, in (0, 1); 1e-9 unless told. */
  readonly flake?: number;
  /** Largest probability of passing a split that is off by the margin, in (0, 1); 1e-6 unless told. */
  readonly miss?: number;
}

export interface SmoothOptions {
  /** Requests that a deployment may be away from its share at any time, above 0. One for each deployment but the first unless told. */
  readonly within?: number;
  /** The picks must be enough to tell a smooth selector from one whose split is off by this; as in `DrawOptions`. */
  readonly margin?: Margin;
}

/** Below, a check takes more than 10^9 picks. */
const leastMargin = 1e-4;

/** What is left of a smaller one, shared by several claims, is no number any more. */
const leastRate = 1e-300;

/**
 * Refuses with a TypeError what is no object of these options: a name that was mistyped would be no option at all, and
 * never be missed.
 */
export function refuseOptions(options: unknown, names: readonly string[]): void {
  const known = `{ ${names.map((name) => `${name}?`).join(", ")} }`;
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`The options of this matcher are an object ${known}; got ${valueShown(options)}.`);
  }
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  throw new TypeError(`This matcher has no option ${JSON.stringify(stranger)}; its options are ${known}.`);
}

/** The margin as a number in [0.0001, 1); undefined when none was given. RangeError for anything else. */
export function readMargin(margin: Margin | undefined): number | undefined {
  if (margin === undefined) return undefined;
  const value = typeof margin === "number" ? margin : pointsOf(margin);
  if (value >= leastMargin && value < 1) return value;
  const got = `got ${valueShown(margin)}`;
  if (value > 0 && value < 1) {
    throw new RangeError(`A margin below 0.01 pp (0.0001) takes more than 10^9 picks to judge; ${got}.`);
  }
  throw new RangeError(
    `A margin is a number in (0, 1), such as 0.01, or points such as "1pp" that come to less than 100; ${got}.`,
  );
}

/** An error rate in [1e-300, 1), or the default where none was given. RangeError for anything else. */
export function readRate(name: "flake" | "miss", rate: number | undefined, otherwise: number): number {
  if (rate === undefined) return otherwise;
  if (typeof rate === "number" && rate >= leastRate && rate < 1) return rate;
  throw new RangeError(
    `The ${name} rate is a probability in (0, 1) and not below 1e-300, such as ${otherwise}; got ${valueShown(rate)}.`,
  );
}

function pointsOf(text: unknown): number {
  if (typeof text !== "string") return Number.NaN;
  const [, digits] = /^(\d*\.?\d+)\s*pp$/.exec(text) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) / 100;
}
