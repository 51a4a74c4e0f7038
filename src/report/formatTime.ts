const unitsMs = [
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

/** An instant of the run or a long time, to the millisecond: 90 000 is "1m30s", 0 is "0s", 1500 is "1.5s". */
export function formatTime(ms: number): string {
  let rest = Math.round(ms);
  let text = "";
  for (const [unit, unitMs] of unitsMs) {
    const whole = Math.floor(rest / unitMs);
    if (whole > 0) text += `${whole}${unit}`;
    rest -= whole * unitMs;
  }
  return rest === 0 && text !== "" ? text : `${text}${rest / 1000}s`;
}

/** A measured time, three digits: "0 ms", "0.42 ms", "84.2 ms", "2.31 s", "12m30s". */
export function formatLatency(ms: number): string {
  if (ms === 0) return "0 ms";
  if (ms < 999.5) return `${threeDigits(ms)} ms`;
  if (ms < 99_950) return `${threeDigits(ms / 1000)} s`;
  return formatTime(1000 * Math.round(ms / 1000));
}

function threeDigits(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}
