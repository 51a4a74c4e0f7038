/** A share of a whole. */
export const percentPattern: RegExp = /^(\d+(?:\.\d+)?)%$/;

/** A difference of two shares. */
export const pointsPattern: RegExp = /^(\d+(?:\.\d+)?)pp$/;

/** Reads a share such as `20%` or `0.1%`: 0.2, 0.001. Undefined for anything else; may be above 1. */
export function parsePercent(text: string): number | undefined {
  return hundredth(percentPattern.exec(text)?.[1]);
}

/** Reads percentage points such as `1pp` or `0.5pp`: 0.01, 0.005. Undefined for anything else. */
export function parsePoints(text: string): number | undefined {
  return hundredth(pointsPattern.exec(text)?.[1]);
}

/** The decimal point is moved in the text, so that 0.1% is the double nearest to 0.001. */
function hundredth(digits: string | undefined): number | undefined {
  const value = digits === undefined ? Number.NaN : Number(`${digits}e-2`);
  return Number.isFinite(value) ? value : undefined;
}
