import { parse } from "@humanwhocodes/momoa";
import { quote } from "../quote.ts";
import { JsonDocument, type Position } from "./jsonDocument.ts";
import { lineAndColumn } from "./lineAndColumn.ts";
import { type JsonScan, scanJson } from "./scanJson.ts";

export type JsonReading =
  | { readonly kind: "document"; readonly document: JsonDocument }
  | ({ readonly kind: "mistake"; readonly message: string } & Position);

/** The longest text that is read, in bytes of UTF-8. */
const mostBytes = 10_000_000;

/** Reads a JSON text with positions; never throws. Of a text that is no JSON, the first mistake is told. */
export function readJson(textWithMark: string): JsonReading {
  const text = textWithMark.replace(/^\uFEFF/, "");
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) return mistake(text, 0, `too long: ${bytes} bytes, of which at most ${mostBytes} are read`);
  if (text.trim() === "") return mistake(text, 0, "not valid JSON: the file is empty");
  const scan = scanJson(text);
  if (scan.refusal !== undefined) return firstMistake(text, scan, "");
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "document", document: new JsonDocument(value, parse(text)) };
  } catch (error) {
    return firstMistake(text, scan, error instanceof Error ? error.message : "");
  }
}

function mistake(text: string, offset: number, message: string): JsonReading {
  return { kind: "mistake", message, ...lineAndColumn(text, offset) };
}

function firstMistake(text: string, scan: JsonScan, reason: string): JsonReading {
  const offset = unexpectedAt(text, scan);
  if (offset !== undefined) return mistake(text, offset, `not valid JSON: ${unexpected(text, offset)}`);
  if (scan.refusal !== undefined) return mistake(text, scan.refusal.offset, scan.refusal.message);
  if (scan.inString) return mistake(text, text.length, "not valid JSON: the text ends inside a string");
  const opened = scan.open.at(-1);
  if (opened === undefined) return mistake(text, text.length, `not valid JSON: ${reason}`);
  const { line, column } = lineAndColumn(text, opened);
  const bracket = quote(text[opened] ?? "");
  return mistake(
    text,
    text.length,
    `not valid JSON: the text ends before the ${bracket} of line ${line}, column ${column} is closed`,
  );
}

/**
 * Offset of the first thing that does not belong where it stands; undefined when only the end is missing. The parser
 * takes a missing end for a fault of the last token, so it is given what closes the text.
 */
function unexpectedAt(text: string, scan: JsonScan): number | undefined {
  const end = scan.refusal?.offset ?? text.length;
  const closing = scan.open.map((offset) => (text[offset] === "{" ? "}" : "]")).reverse();
  const offset = unexpectedOffset(`${text.slice(0, end)}${scan.inString ? '"' : ""}${closing.join("")}`);
  return offset !== undefined && offset < end ? offset : undefined;
}

function unexpectedOffset(text: string): number | undefined {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Error && "offset" in error && typeof error.offset === "number") return error.offset;
  }
  return undefined;
}

function unexpected(text: string, offset: number): string {
  const token = /^(?:[\w$.+-]+|[\s\S])/u.exec(text.slice(offset, offset + 80))?.[0] ?? "";
  const before = text.slice(0, offset).trimEnd().at(-1);
  return `did not expect ${quote(token)} here${hint(token, before)}`;
}

function hint(token: string, before: string | undefined): string {
  if (token === "/" || token === "#") return '; JSON has no comments, a "description" can say it';
  if (token === "'") return "; strings take double quotes";
  if (before === "," && (token === "}" || token === "]")) return "; no comma may stand before it";
  return "";
}
