import type { JsonPath } from "../json/jsonPath.ts";

const step = /^(?:\.?(?<name>[\w$-]+)|\[(?<position>\d{1,9})\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\])/;

/**
 * Reads a place in a scenario, as `formatPath` writes it: `traffic.arrivals.rate`, `timeline[2].at`, and
 * `fleet["llama-3.1"].replicas` for a name with a dot in it. Undefined for anything else.
 */
export function parseParameterPath(text: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const { 0: whole = "", groups: { name, position, quoted } = {} } = step.exec(rest) ?? {};
    if (whole === "" || (name !== undefined && whole.startsWith(".") !== path.length > 0)) return undefined;
    const key = name ?? (position === undefined ? unquoted(quoted) : Number(position));
    if (key === undefined) return undefined;
    path.push(key);
    rest = rest.slice(whole.length);
  }
  return path.length === 0 ? undefined : path;
}

function unquoted(text: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
