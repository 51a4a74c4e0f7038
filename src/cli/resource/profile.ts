import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { asFields } from "../../scenario/json/asFields.ts";
import { formatPath } from "../../scenario/json/formatPath.ts";
import type { JsonDocument } from "../../scenario/json/jsonDocument.ts";
import { readJson } from "../../scenario/json/readJson.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import { errorText } from "../errorText.ts";
import type { Terminal } from "../terminal.ts";

const profileFields = ["baseUrl", "accountId", "apiKey"] as const;

/** A server and an account under a name of the user's own. */
export type Profile = Readonly<Partial<Record<(typeof profileFields)[number], string>>>;

export type ProfileReading =
  | { readonly kind: "profile"; readonly profile: Profile }
  /** A line for each, with the file and, where it could be read, line and column. No value is shown: it may be a key. */
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** The file of the profiles: `SHUNTYARD_PROFILES`, else one in the home folder. */
export function profilesPath(environment: Terminal["environment"]): string {
  const named = environment["SHUNTYARD_PROFILES"] ?? "";
  return named === "" ? join(environment["HOME"] ?? homedir(), ".config", "shuntyard", "profiles.json") : named;
}

/** Reads one profile of a file `{"NAME": {"baseUrl", "accountId", "apiKey"}}`; the other profiles are not looked at. */
export function readProfile(path: string, name: string): ProfileReading {
  const text = readText(path);
  if ("reason" in text) {
    return mistakes([`${path}: cannot be read, so there is no profile ${quote(name)}: ${text.reason}`]);
  }
  const reading = readJson(text.text);
  if (reading.kind === "mistake") {
    return mistakes([`${path}:${reading.line}:${reading.column}: ${reading.message}`]);
  }
  return pickProfile(reading.document, path, name);
}

function pickProfile(document: JsonDocument, path: string, name: string): ProfileReading {
  const profiles = asFields(document.value);
  if (profiles === undefined) {
    return mistakes([`${path}: expected an object with a field for each profile, got ${nameOfType(document.value)}`]);
  }
  if (!Object.hasOwn(profiles, name)) {
    const known = Object.keys(profiles);
    const list = known.length === 0 ? "it has none" : `it has ${known.slice(0, 20).map(quote).join(", ")}`;
    return mistakes([`${path}: there is no profile ${quote(name)}${didYouMean(name, known)}; ${list}`]);
  }
  const written = asFields(profiles[name]);
  if (written === undefined) {
    const found = nameOfType(profiles[name]);
    return mistakes([
      told(document, path, [name], `expected an object with ${profileFields.join(", ")}, got ${found}`),
    ]);
  }
  return readFields(document, path, name, written);
}

function readFields(
  document: JsonDocument,
  path: string,
  name: string,
  written: Readonly<Record<string, unknown>>,
): ProfileReading {
  const lines: string[] = [];
  const profile: Partial<Record<keyof Profile, string>> = {};
  for (const [key, value] of Object.entries(written)) {
    const field = profileFields.find((each) => each === key);
    if (field === undefined) {
      const message = `there is no such field${didYouMean(key, profileFields)}; expected ${profileFields.join(", ")}`;
      lines.push(told(document, path, [name, key], message));
    } else if (typeof value !== "string" || value === "") {
      const found = value === "" ? "an empty one" : nameOfType(value);
      lines.push(told(document, path, [name, key], `expected a text, got ${found}`));
    } else profile[field] = value;
  }
  return lines.length > 0 ? mistakes(lines) : { kind: "profile", profile };
}

function told(document: JsonDocument, path: string, at: readonly string[], message: string): string {
  const { line, column } = document.locate(at);
  return `${path}:${line}:${column} ${formatPath(at)}: ${message}`;
}

function mistakes(lines: readonly string[]): ProfileReading {
  return { kind: "mistakes", lines };
}

function nameOfType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

function readText(path: string): { readonly text: string } | { readonly reason: string } {
  try {
    // A pipe or a device may never end.
    if (!statSync(path).isFile()) return { reason: "it is not a file" };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    return { reason: errorText(error) };
  }
}
