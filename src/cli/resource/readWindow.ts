import { parseDuration } from "../../scenario/quantity/parseDuration.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";

/** Reads a window of the autoscaling policy, "10m" or "600s", as the API writes it: seconds with an "s". */
export function readWindow(reader: ArgumentReader, option: string, typed: Typed): string | undefined {
  return reader.parsed(option, typed, asSeconds, 'a duration such as "30s" or "10m"');
}

function asSeconds(text: string): string | undefined {
  if (/^\d{1,9}(\.\d{1,9})?s$/.test(text)) return text;
  const ms = parseDuration(text);
  return ms === undefined ? undefined : `${Math.round(ms) / 1000}s`;
}
