/** What the selectors of a module may take. */
export interface SandboxLimits {
  /** Longest wait for one answer, for the module to load and for the selector to be made, each; milliseconds. */
  readonly patienceMs: number;
  /** Memory of objects, MiB. Buffers are not counted. */
  readonly heapMb: number;
  /** Threads that are started in one check at most, one after the other or at the same time. */
  readonly threads: number;
}

export const usualLimits: SandboxLimits = { patienceMs: 10_000, heapMb: 512, threads: 64 };
