import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";

/** A deployment and what was written for it: 3, or 80 of "80%". */
export interface Amount {
  readonly name: string;
  readonly value: number;
  readonly isPercent: boolean;
}

export interface AmountNotation {
  /** In words, for messages: "replica counts such as a=3,b=2". */
  readonly what: string;
  readonly whole: boolean;
  readonly percent: boolean;
  /** The largest amount. */
  readonly most?: number;
}

const mostDeployments = 65_535;
const letters = "abcdefghijklmnopqrstuvwxyz";

/**
 * Reads amounts by deployment: `a=3,b=2`, or `3,2` for those of `names` in their order (a, b, c and so on where there are
 * none). Every mistake is told to the reader, and then nothing is returned.
 */
export function readAmounts(
  reader: ArgumentReader,
  option: string,
  typed: Typed,
  notation: AmountNotation,
  names: readonly string[] = [],
): readonly Amount[] | undefined {
  const text = reader.text(option, typed);
  if (text === undefined) return undefined;
  const before = reader.mistakes.length;
  const parts = text.split(",").map((part) => part.trim());
  const named = parts.filter((part) => part.includes("="));
  if (named.length > 0 && named.length < parts.length) {
    return reader.complain(`--${option}: expected a name for all amounts or for none, got ${quote(text)}`);
  }
  if (parts.length > mostDeployments) {
    return reader.complain(`--${option}: expected at most ${mostDeployments} deployments, got ${parts.length}`);
  }
  if (named.length === 0 && names.length > 0 && names.length !== parts.length) {
    return reader.complain(
      `--${option}: expected ${names.length} amounts, for ${names.join(", ")}, got ${parts.length}`,
    );
  }
  const amounts = parts.map((part, i) => readAmount(reader, option, part, notation, names[i] ?? letterName(i)));
  const doubled = amounts.find((amount, i) => amounts.findIndex((other) => other?.name === amount?.name) < i);
  if (doubled !== undefined)
    reader.complain(`--${option}: expected every deployment once, got ${quote(doubled.name)} twice`);
  if (reader.mistakes.length > before) return undefined;
  const known = amounts.filter((amount) => amount !== undefined);
  if (known.every(({ value }) => value === 0)) {
    return reader.complain(`--${option}: expected at least one amount above 0, got ${quote(text)}`);
  }
  return known;
}

function readAmount(
  reader: ArgumentReader,
  option: string,
  part: string,
  { what, whole, percent, most }: AmountNotation,
  fallbackName: string,
): Amount | undefined {
  const split = part.lastIndexOf("=");
  const name = split < 0 ? fallbackName : part.slice(0, split).trim();
  const written = part.slice(split + 1).trim();
  const [, digits, sign] = /^(\d+(?:\.\d+)?(?:e\d+)?)(%?)$/i.exec(written) ?? [];
  const value = Number(digits);
  const fits = digits !== undefined && Number.isFinite(value) && (percent || sign === "");
  if (name === "") return reader.complain(`--${option}: expected a name before the "=", got ${quote(part)}`);
  if (!fits || (whole && !Number.isSafeInteger(value)) || value > (most ?? Number.MAX_VALUE)) {
    return reader.complain(`--${option}: expected ${what}, got ${quote(part)}`);
  }
  return { name, value, isPercent: sign === "%" };
}

/** a, b, … z, d27, d28, … */
function letterName(index: number): string {
  return letters[index] ?? `d${index + 1}`;
}
