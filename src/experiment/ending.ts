import type { Outcome } from "../traffic/outcome.ts";

/**
 * How a request ended, finer than its outcome: the report says why something was lost. The position in the list is the
 * number by which the tally counts it.
 */
export const endings: readonly { readonly outcome: Outcome; readonly cause: string }[] = [
  { outcome: "served", cause: "served" },
  { outcome: "rejected", cause: "the queue of the deployment was full" },
  { outcome: "timed-out", cause: "the client gave up waiting" },
  { outcome: "timed-out", cause: "still unanswered when the drain limit of the run was over" },
  { outcome: "failed", cause: "the replica that held it crashed" },
  { outcome: "failed", cause: "cut off when the grace period of a draining replica was over" },
  { outcome: "failed", cause: "an injected error" },
  { outcome: "failed", cause: "sent to a deployment or replica that was not ready" },
  {
    outcome: "unroutable",
    cause:
      "nobody to route to: there was no router, or none of its deployments had a ready replica and a weight above zero",
  },
  { outcome: "rejected", cause: "prompt and answer together need more KV tokens than a replica has" },
];

export const ending = {
  served: 0,
  queueFull: 1,
  clientTimeout: 2,
  runOver: 3,
  crashed: 4,
  drainCut: 5,
  injected: 6,
  notReady: 7,
  unroutable: 8,
  tooLarge: 9,
} as const;
