import { quote } from "../quote.ts";
import type { JsonPath } from "./jsonPath.ts";

/** `["timeline", 2, "at"]` is written `timeline[2].at`; the root is the empty string. */
export function formatPath(path: JsonPath): string {
  return path.map(step).join("").replace(/^\./, "");
}

function step(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[\w$-]{1,63}$/.test(key) ? `.${key}` : `[${quote(key)}]`;
}
