import { valueShown } from "./valueShown.ts";

/** The statistics are not exact beyond. */
const mostPicks = 1e12;

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
  if (typeof received !== "object" || received === null) throw refused(received, "");
  if (received instanceof Map) return counted([...received]);
  if (received instanceof Promise) throw refused(received, ": await it, or write expect(...).resolves");
  if (Symbol.iterator in received) throw refused(received, ": spread it into an array");
  return counted(Object.entries(received), received);
}

function counted(entries: readonly (readonly [unknown, unknown])[], of?: object): ReceivedPicks {
  // What has no members that could be counts, such as a Date, is something else altogether.
  if (entries.length === 0 && of !== undefined && !isPlain(of)) throw refused(of, "");
  const counts = entries.map(readCount);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) {
    throw new RangeError(
      `There are no picks to judge: ${counts.length === 0 ? "nothing was counted" : "all counts are 0"}.`,
    );
  }
  if (total > mostPicks) {
    throw new RangeError(`At most 10^12 picks can be judged; the counts come to ${total}.`);
  }
  return { kind: "counts", counts };
}

function readCount([name, count]: readonly [unknown, unknown]): readonly [string, number] {
  const named = typeof name === "string" ? JSON.stringify(name) : valueShown(name);
  if (typeof name !== "string" && typeof name !== "number") {
    throw new TypeError(`Counts are by the name of a deployment, or its index in a list of weights; got ${named}.`);
  }
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return [String(name), count];
  throw new RangeError(`${named} was counted ${valueShown(count)} times; a count is a whole number, 0 or more.`);
}

function refused(received: unknown, hint: string): TypeError {
  return new TypeError(
    `Counts by deployment (an object or a Map) or picks (an array) can be judged; got ${valueShown(received)}${hint}.`,
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isTypedArray(value: unknown): value is ArrayLike<unknown> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
