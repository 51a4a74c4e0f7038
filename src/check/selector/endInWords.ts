import type { NoSelector, ThreadEnd } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";
import { thrownInWords } from "./thrownInWords.ts";
import { valueInWords } from "./valueInWords.ts";

/** Why there is no selector: a sentence about the module. */
export function noSelectorInWords(end: NoSelector, file: string): string {
  const name = oneLine(file);
  switch (end.kind) {
    case "not-loaded":
      return `${name} could not be loaded: ${thrownInWords(end.thrown, file)}${typeScriptHint(end, file)}`;
    case "no-export":
      return `${name}: expected it to export a function createSelector, got ${exportInWords(end)}`;
    case "not-made":
      return `${name}: createSelector() threw ${thrownInWords(end.thrown, file)}`;
    case "no-pick":
      return `${name}: expected createSelector() to return an object with a method pick, got ${valueInWords(end.value)}`;
  }
}

/** What a selector did instead of answering a request: "pick() threw ...". */
export function noAnswerInWords(
  end: Extract<ThreadEnd, { readonly kind: "threw" | "returned" }>,
  file: string,
  deployments: number,
): string {
  if (end.kind === "threw") return `pick() threw ${thrownInWords(end.thrown, file)}`;
  const indices = deployments === 1 ? "0" : `0 to ${deployments - 1}`;
  return `pick() returned ${valueInWords(end.value)}, expected the index of a deployment (${indices}) or its name`;
}

/** What a module did while nobody asked it for anything, to follow its name. */
export function looseInWords(
  { rejected, thrown }: Extract<ThreadEnd, { readonly kind: "loose" }>,
  file: string,
): string {
  const what = thrownInWords(thrown, file);
  return rejected ? `rejected a promise that nobody handles with ${what}` : `threw ${what} in a callback of its own`;
}

/** What of the language a module changed, to follow its name: "changed Array.prototype.push and Math.floor". */
export function changedInWords(changed: readonly string[]): string {
  const shown = changed.slice(0, 3).map(oneLine);
  const more = changed.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return `changed ${shown.length === 0 ? "" : `${shown.join(", ")} and `}${last}`;
}

function exportInWords({ exports, value }: Extract<NoSelector, { readonly kind: "no-export" }>): string {
  if (value !== undefined) return `one that is no function: createSelector is ${valueInWords(value)}`;
  return exports.length === 0 ? "no export at all" : oneLine(exports.join(", "));
}

/** Node before 22.18 takes no TypeScript. */
function typeScriptHint({ thrown }: Extract<NoSelector, { readonly kind: "not-loaded" }>, file: string): string {
  const isRefused = thrown.kind === "error" && thrown.message.includes("Unknown file extension");
  if (!isRefused || !/\.[cm]?tsx?$/.test(file)) return "";
  return `; compile it to JavaScript, or use Node 22.18 or later, which strips types (this is ${process.version})`;
}
