/**
 * CPU time of `body` in nanoseconds per operation. CPU time rather than wall time: what a neighbour on the machine takes
 * away between two time slices is not counted.
 */
export function cpuCost(operations: number, body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / operations;
}
