/** What a stretch of work cost, and what came out of it. */
export interface CpuCost {
  /** CPU nanoseconds per operation. */
  readonly cost: number;
  readonly value: number;
}

/**
 * CPU time of `work`, which should be one call of a plain function with a loop in it: a variable that a closure shares
 * with its surroundings costs a store an operation. CPU time rather than wall time: what a neighbour on the machine
 * takes away between two time slices is not counted.
 */
export function cpuCost(operations: number, work: () => number): CpuCost {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { cost: ((user + system) * 1000) / operations, value };
}
