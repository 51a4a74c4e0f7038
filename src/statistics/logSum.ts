/** ln(e^a + e^b) without overflow. `logSum(Math.log(2), Math.log(3))` is ln 5; -Infinity stands for 0. */
export function logSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return Number.isFinite(larger) ? larger + Math.log1p(Math.exp(Math.min(a, b) - larger)) : larger;
}
