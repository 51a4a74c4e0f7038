/** What a sweep has done so far. */
export interface WorkSoFar {
  readonly elapsedMs: number;
  /** Share of the work that is done, in [0, 1]. */
  readonly workDone: number;
}

/** Before this, starting up is most of what can be seen. */
const soonestMs = 2000;
const leastWork = 0.01;

/**
 * How long the rest will take if it goes on as so far, rounded to what can be believed: "about 40s", "about 12m",
 * "about 2h30m". Empty as long as too little is done to tell.
 */
export function timeLeft({ elapsedMs, workDone }: WorkSoFar): string {
  if (elapsedMs < soonestMs || workDone < leastWork || workDone >= 1) return "";
  const seconds = (elapsedMs * (1 - workDone)) / workDone / 1000;
  if (seconds < 55) return `about ${Math.max(5, 5 * Math.round(seconds / 5))}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes}m`;
  const tens = 10 * Math.round(minutes / 10);
  return `about ${Math.floor(tens / 60)}h${tens % 60 === 0 ? "" : `${tens % 60}m`}`;
}
