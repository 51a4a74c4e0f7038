import { type ReceivedPicks, receivedPicks } from "./receivedPicks.ts";

/** As `receivedPicks`, for a matcher that judges the order: counts have none, and are refused with a TypeError. */
export function receivedSequence(received: unknown): ReceivedPicks {
  const read = receivedPicks(received);
  if (read.kind === "picks") return read;
  throw new TypeError("Counts do not say in which order the picks came: give the picks themselves, as an array.");
}
