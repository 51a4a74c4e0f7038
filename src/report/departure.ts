import { formatPoints } from "./formatNumber.ts";

/** Something that was promised a share and got one; null without picks. */
export interface PromisedShare {
  readonly expected: number | null;
  readonly observed: number | null;
}

/** Observed less promised share; 0 where there is none. */
export function departure({ expected, observed }: PromisedShare): number {
  return expected === null || observed === null ? 0 : observed - expected;
}

/** The furthest from their promise first, those equally far in their order. */
export function furthestFirst<Share extends PromisedShare>(shares: readonly Share[]): readonly Share[] {
  return shares.toSorted((one, other) => Math.abs(departure(other)) - Math.abs(departure(one)));
}

/** A difference of shares with its sign: "+0.42 pp". */
export function signedPoints(difference: number): string {
  return `${difference > 0 ? "+" : ""}${formatPoints(difference)}`;
}
