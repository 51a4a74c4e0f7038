import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";

/** Reads texts separated by commas; an empty text is none of them. */
export function readNames(
  reader: ArgumentReader,
  option: string,
  typed: Typed,
  example: string,
): readonly string[] | undefined {
  const text = reader.text(option, typed);
  if (text === undefined) return undefined;
  const names = text.trim() === "" ? [] : text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  return reader.complain(`--${option}: expected ${example}, separated by single commas, got ${quote(text)}`);
}
