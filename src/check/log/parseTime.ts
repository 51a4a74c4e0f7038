/**
 * The time that a log writes, in milliseconds since 1970 (UTC); undefined when it cannot be read. Understood are
 *
 * - ISO 8601 and RFC 3339: `2026-11-22T19:11:11.123Z`, a space for the T, a comma for the point, `+02:00`, `+0200` or
 *   `+02` for the Z; without an offset it is UTC, whatever the machine's own time zone;
 * - the common log format of nginx and Apache: `22/Nov/2026:19:11:11 +0000`;
 * - a number of seconds since 1970, with or without decimals, or of milliseconds, microseconds or nanoseconds: which of
 *   them its magnitude tells, below 1e11, 1e14 and 1e17.
 *
 * parseTime("2026-11-22T19:11:11.5+01:00"), parseTime("22/Nov/2026:18:11:11 +0000") + 500 and
 * parseTime("1795371071.5") are all 1795371071500.
 */
export function parseTime(text: string): number | undefined {
  const iso = isoPattern.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second = "0", fraction = "0", offset = "Z"] = iso;
    return instant(Number(year), Number(month), Number(day), [hour, minute, second], `0.${fraction}`, offset);
  }
  const common = commonPattern.exec(text);
  if (common !== null) {
    const [, day, monthName = "", year, hour, minute, second, offset = "Z"] = common;
    const month = months.indexOf(monthName.toLowerCase()) / 3 + 1;
    return instant(Number(year), month, Number(day), [hour, minute, second], "0", offset);
  }
  return numberPattern.test(text) ? epoch(Number(text)) : undefined;
}

const isoPattern = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?$/;
const commonPattern = /^(\d\d)\/([A-Za-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?: ([+-]\d{4}))?$/;
const numberPattern = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const months = "janfebmaraprmayjunjulaugsepoctnovdec";

function instant(
  year: number,
  month: number,
  day: number,
  clock: readonly (string | undefined)[],
  fraction: string,
  offset: string,
): number | undefined {
  const [hour = 0, minute = 0, second = 0] = clock.map(Number);
  if (!Number.isInteger(month) || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  // A leap second is the first of the next minute: no other number is left for it.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offsetMinutes = minutesOf(offset);
  if (offsetMinutes === undefined) return undefined;
  return midnight(year, month, day) + ((hour * 60 + minute - offsetMinutes) * 60 + second + Number(fraction)) * 1000;
}

/** "+0130", "+01:30" are 90; "Z" is 0. */
function minutesOf(offset: string): number | undefined {
  if (offset === "Z" || offset === "z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function daysIn(year: number, month: number): number {
  return (midnight(year, month + 1, 1) - midnight(year, month, 1)) / 86_400_000;
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century; 400 years are a whole number of days. */
function midnight(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) - 12_622_780_800_000;
}

function epoch(value: number): number | undefined {
  if (value < 1e11) return value * 1000;
  if (value < 1e14) return value;
  if (value < 1e17) return value / 1e3;
  return value < 1e20 ? value / 1e6 : undefined;
}
