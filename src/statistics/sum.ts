/** The sum of numbers that a plain addition keeps exact enough: counts, probabilities. 0 for none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
