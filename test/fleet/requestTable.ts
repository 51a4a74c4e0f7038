import type { Work } from "../../src/fleet/work.ts";

/** Room for a fixed number of requests, all columns 0. */
export function requestTable(requests: number): Work {
  return {
    exponential: new Float64Array(requests),
    normal: new Float64Array(requests),
    promptTokens: new Float64Array(requests),
    outputTokens: new Float64Array(requests),
    startMs: new Float64Array(requests),
    firstTokenMs: new Float64Array(requests),
    place: new Int32Array(requests),
    previous: new Int32Array(requests),
    next: new Int32Array(requests),
  };
}
