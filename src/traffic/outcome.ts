/** How a request can end. */
export const outcomeNames = ["served", "rejected", "timed-out", "failed", "unroutable"] as const;

export type Outcome = (typeof outcomeNames)[number];
