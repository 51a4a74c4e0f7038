/** What was given to `expect`: how often each deployment was picked, or one pick after the other. */
export type ReceivedPicks =
  | { readonly kind: "counts"; readonly counts: readonly (readonly [string, number])[] }
  | { readonly kind: "picks"; readonly picks: ArrayLike<unknown> };

/**
 * Tells counts (an object or a Map of whole numbers by deployment) from picks (an array or a typed array).
 *
 * Throws TypeError for anything else, RangeError for counts that are no counts and when there is nothing to judge.
 */
export function receivedPicks(received: unknown): ReceivedPicks {
  if (Array.isArray(received) || isTypedArray(received)) {
    if (received.length === 0) throw new RangeError("There are no picks to judge: the array is empty.");
    return { kind: "picks", picks: received };
  }
  if (
    typeof received !== "object" ||
    received === null ||
    (Symbol.iterator in received && !(received instanceof Map))
  ) {
    throw new TypeError(
      `Counts by deployment (an object or a Map) or picks (an array) can be judged; got ${shown(received)}.`,
    );
  }
  const counts = (received instanceof Map ? [...received] : Object.entries(received)).map(readCount);
  if (!counts.some(([, count]) => count > 0)) throw new RangeError("There are no picks to judge: all counts are 0.");
  return { kind: "counts", counts };
}

function readCount([name, count]: readonly [unknown, unknown]): readonly [string, number] {
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return [String(name), count];
  throw new RangeError(
    `${JSON.stringify(String(name))} was counted ${shown(count)} times; a count is a whole number, 0 or more.`,
  );
}

function isTypedArray(value: unknown): value is ArrayLike<unknown> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  return `a ${value.constructor?.name ?? "value"}`;
}
