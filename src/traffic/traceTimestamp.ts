/** An instant as whole seconds since 1970 (UTC) and the nanoseconds after them, both exact. */
export interface TraceTimestamp {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * Reads `2023-11-16 18:15:46.6805900` or `2024-05-10 00:00:00.009930+00:00`: up to nine decimals, UTC where no offset is
 * given. Undefined when the text is not a date and time, or there is no such day.
 */
export function parseTraceTimestamp(text: string): TraceTimestamp | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const [fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = match.slice(7);
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 3600 + Number(offsetMinutes) * 60);
  return {
    seconds: Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offset,
    nanoseconds: Number(fraction.padEnd(9, "0")),
  };
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?$/;

/** Milliseconds from one instant to another. */
export function msBetween(from: TraceTimestamp, to: TraceTimestamp): number {
  return (to.seconds - from.seconds) * 1000 + (to.nanoseconds - from.nanoseconds) / 1e6;
}

function daysIn(year: number, month: number): number {
  return (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / 86_400_000;
}
