/** nginx's smooth weighted round-robin, for ever: add the weights, take the first of the largest, subtract the total. */
export function* smoothRoundRobin(weights: readonly number[]): Generator<number, never> {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const current = weights.map(() => 0);
  for (;;) {
    for (const [j, weight] of weights.entries()) current[j] = (current[j] ?? 0) + weight;
    const pick = current.indexOf(Math.max(...current));
    current[pick] = (current[pick] ?? 0) - total;
    yield pick;
  }
}
