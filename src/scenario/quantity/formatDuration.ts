/**
 * Writes milliseconds the way a scenario does, to the nearest nanosecond: `1m30s`, `312.5ms`, `2h`, `0s`.
 * `parseDuration` reads up to 1000 h of it back to the same value.
 *
 * @param ms >= 0 and finite; anything else is a RangeError
 */
export function formatDuration(ms: number): string {
  if (!(Number.isFinite(ms) && ms >= 0))
    throw new RangeError(`a duration is finite and not negative, but this is ${ms} ms`);
  const ns = Math.round(ms * 1e6);
  if (ns === 0) return "0s";
  if (ns < 1e9) return `${decimal(ns, 6)}ms`;
  const hours = Math.floor(ns / 3.6e12);
  const minutes = Math.floor((ns - hours * 3.6e12) / 6e10);
  const secondsNs = ns - hours * 3.6e12 - minutes * 6e10;
  return `${part(hours, "h")}${part(minutes, "m")}${secondsNs === 0 ? "" : `${decimal(secondsNs, 9)}s`}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? "" : `${count}${unit}`;
}

/** An integer with its decimal point moved to the left: decimal(307000, 6) is "0.307". */
function decimal(digits: number, places: number): string {
  const text = String(digits).padStart(places + 1, "0");
  const fraction = text.slice(-places).replace(/0+$/, "");
  return fraction === "" ? text.slice(0, -places) : `${text.slice(0, -places)}.${fraction}`;
}
