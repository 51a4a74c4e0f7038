/** A time in milliseconds since 1970 as the API writes it: "2025-11-22T09:30:00.000Z". */
export function rfc3339(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
