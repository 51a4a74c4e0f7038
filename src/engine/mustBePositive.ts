/**
 * @param what the quantity in words: "the mean of an exponential law"
 * @throws RangeError when the value is not a finite number above 0
 */
export function mustBePositive(what: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${what} is a finite number above 0, got ${value}`);
}
