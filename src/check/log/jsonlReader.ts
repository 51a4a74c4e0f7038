import { cutOff, type LineAttribution } from "./lineAttribution.ts";
import type { LogFormat } from "./logFormat.ts";
import type { LineReader } from "./logReader.ts";
import { MemberSearch, skipSpace, skipSpaceBack } from "./memberSearch.ts";

const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Reads logs of one JSON object a line: by searching where that is enough (`MemberSearch`), else with `JSON.parse`. */
export class JsonlReader implements LineReader {
  private readonly field: string;
  private readonly timeField: string | undefined;
  private readonly attribution: LineAttribution;
  private readonly name: MemberSearch;
  private readonly time: MemberSearch | undefined;

  constructor({ field, timeField }: Extract<LogFormat, { kind: "jsonl" }>, attribution: LineAttribution) {
    this.field = field;
    this.timeField = attribution.timed ? timeField : undefined;
    this.attribution = attribution;
    this.name = new MemberSearch(field);
    this.time = this.timeField === undefined ? undefined : new MemberSearch(this.timeField);
  }

  read(bytes: Buffer, from: number, to: number, line: number, ended: boolean): void {
    if (this.readBySearch(bytes, from, to, line)) return;
    const object = parseObject(bytes.toString("utf8", from, to));
    if (object === undefined) this.attribution.lost(ended ? "not a JSON object" : cutOff, line);
    else this.readObject(object, line);
  }

  private readBySearch(bytes: Buffer, from: number, to: number, line: number): boolean {
    const first = skipSpace(bytes, from);
    const last = skipSpaceBack(bytes, to - 1);
    if (bytes[first] !== openBrace || bytes[last] !== closeBrace) return false;
    const { name, time } = this;
    if (!name.find(bytes, first, last) || !name.isString) return false;
    const deployment = this.attribution.known.find(bytes, name.from, name.to);
    if (deployment < 0) return false;
    if (time === undefined) {
      this.attribution.pick(deployment, line, undefined);
      return true;
    }
    if (!time.find(bytes, first, last)) return false;
    this.attribution.pick(deployment, line, bytes.toString("latin1", time.from, time.to));
    return true;
  }

  private readObject(object: JsonObject, line: number): void {
    const name = memberOf(object, this.field);
    if (name === undefined) this.attribution.nameless(line, this.timeOf(object));
    else if (typeof name !== "string")
      this.attribution.lost(`${this.attribution.nameSource} is not a string`, line, this.timeOf(object));
    else this.attribution.named(name, line, this.timeOf(object), false);
  }

  private timeOf(object: JsonObject): string | undefined {
    if (this.timeField === undefined) return undefined;
    const time = memberOf(object, this.timeField);
    return typeof time === "string" || typeof time === "number" ? String(time) : undefined;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The member of that very name, else the one at its dotted path; undefined when there is none. */
function memberOf(object: JsonObject, field: string): unknown {
  if (Object.hasOwn(object, field)) return object[field];
  let value: unknown = object;
  for (const name of field.split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null;
}
