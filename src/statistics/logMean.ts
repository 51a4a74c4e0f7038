/** ln of the mean of e^l over `logs`, without overflow: the e-value of an equal mixture. Infinity if any is. */
export function logMean(logs: Iterable<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  let total = 0;
  let size = 0;
  for (const log of logs) {
    size += 1;
    if (log === Number.POSITIVE_INFINITY) return log;
    if (log > largest) {
      total = total * Math.exp(largest - log) + 1;
      largest = log;
    } else if (log > Number.NEGATIVE_INFINITY) {
      total += Math.exp(log - largest);
    }
  }
  return size === 0 || largest === Number.NEGATIVE_INFINITY
    ? Number.NEGATIVE_INFINITY
    : largest + Math.log(total / size);
}
