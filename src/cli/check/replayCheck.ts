import { shellWord } from "../shellWord.ts";
import type { CheckArguments } from "./checkArguments.ts";

/** Options that change what is checked or judged, in the order of the command; how it is shown is left out. */
const told: readonly (readonly [keyof CheckArguments, string])[] = [
  ["replicas", "replicas"],
  ["weights", "weights"],
  ["strategy", "strategy"],
  ["module", "module"],
  ["counts", "counts"],
  ["log", "log"],
  ["target", "target"],
  ["byHeader", "by-header"],
  ["field", "field"],
  ["column", "column"],
  ["pattern", "pattern"],
  ["timeField", "time-field"],
  ["start", "start"],
  ["window", "window"],
  ["settle", "settle"],
  ["expect", "expect"],
  ["margin", "margin"],
  ["flake", "flake"],
  ["miss", "miss"],
  ["independent", "independent"],
  ["smooth", "smooth"],
  ["anyOrder", "any-order"],
  ["within", "within"],
  ["requests", "requests"],
  ["maxRequests", "max-requests"],
  ["instances", "instances"],
  ["method", "method"],
  ["header", "header"],
  ["body", "body"],
  ["rate", "rate"],
  ["concurrency", "concurrency"],
  ["newConnections", "new-connections"],
  ["timeout", "timeout"],
];

/** The shell command that does the very same check again; `seed` is that of picks made here. */
export function replayCheck(typed: CheckArguments, seed: string | undefined): string {
  const harmless = { ...typed, ...(typed.header && { header: typed.header.map(withoutSecret) }) };
  const words = told.flatMap(([name, option]) => wordsOf(option, harmless[name]));
  return ["shuntyard check", ...words, ...(seed === undefined ? [] : [`--seed ${seed}`])].join(" ");
}

function wordsOf(option: string, value: CheckArguments[keyof CheckArguments]): readonly string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${option}`];
  const values = typeof value === "string" ? [value] : value;
  return values.map((each) =>
    each.startsWith("-") && each !== "-"
      ? `--${option}=${shellWord(each)}`
      : `--${option} ${each === "-" ? each : shellWord(each)}`,
  );
}

/** A header as it was typed, unless it holds a key that does not come from the environment. */
function withoutSecret(line: string): string {
  const [name = ""] = line.split(":");
  const isSecret = /auth|key|token|cookie|secret/i.test(name) && !line.includes("${");
  return isSecret ? `${name}: …` : line;
}
