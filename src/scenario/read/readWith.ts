import { z } from "zod";
import type { Complain } from "../complaints.ts";
import { expected } from "../expected.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";

type Issue = z.core.$ZodIssue;

/** Reads a value by its schema; when it does not fit, every complaint is made and nothing is returned. */
export function readWith<T>(schema: z.ZodType<T>, value: unknown, path: JsonPath, complain: Complain): T | undefined {
  const result = schema.safeParse(value, { error: explain });
  if (result.success) return result.data;
  complainOf(result.error.issues, path, complain);
  return undefined;
}

/** `unknown field "replica" (did you mean "replicas"?)`, with all the names there are. */
export function unknownField(name: string, names: readonly string[]): string {
  const known = names.length === 0 ? "none" : `one of ${names.map(quote).join(", ")}`;
  return `unknown field${didYouMean(name, names)}, expected ${known}`;
}

/** What is said of an issue for which the schema has no words of its own. */
const explain: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join(nameSeparator) : "";
    case "invalid_type":
      return expected(typeInWords(issue), issue.input);
    case "invalid_value":
      return oneOf(issue.values, issue.input);
    case "invalid_union":
      return issue.discriminator === undefined
        ? undefined
        : oneOf(Array.isArray(issue.options) ? issue.options : [], fieldOf(issue.input, issue.discriminator));
    case "too_small":
      return sizeInWords("at least", issue.minimum, issue.input);
    case "too_big":
      return sizeInWords("at most", issue.maximum, issue.input);
    case "invalid_key":
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
};

function typeInWords({ expected: type, inst }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const words = typeWords[type] ?? type;
  return inst instanceof z.ZodDiscriminatedUnion ? `${words} with ${quote(inst.def.discriminator)}` : words;
}

const typeWords: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object",
  array: "a list",
  string: "a text",
  boolean: "true or false",
};

function sizeInWords(bound: string, limit: number | bigint, input: unknown): string {
  if (!Array.isArray(input)) return expected(`${bound} ${limit}`, input);
  return `expected ${bound} ${limit} ${limit === 1 ? "entry" : "entries"}, got ${input.length === 0 ? "none" : input.length}`;
}

/** The message of an issue about unknown fields lists the known ones for `complainOf`; no field has a space in its name. */
const nameSeparator = " ";

function namesIn(message: string): readonly string[] {
  return message === "" ? [] : message.split(nameSeparator);
}

function oneOf(values: readonly z.core.util.Primitive[], input: unknown): string {
  const names = values.map(String);
  const words = values.map((value) => (typeof value === "string" ? quote(value) : String(value))).join(", ");
  const nearest = typeof input === "string" ? didYouMean(input, names) : "";
  return `${expected(values.length === 1 ? words : `one of ${words}`, input)}${nearest}`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : value;
}

function complainOf(issues: readonly Issue[], path: JsonPath, complain: Complain): void {
  for (const issue of issues) {
    const at = [...path, ...issue.path.filter((key) => typeof key !== "symbol")];
    if (issue.code === "unrecognized_keys") {
      const names = namesIn(issue.message);
      for (const key of issue.keys) complain([...at, key], () => unknownField(key, names), "name");
    } else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      complainOfUnion(issue.message, issue.errors, at, complain);
    } else {
      complain(at, issue.message, issue.code === "invalid_key" ? "name" : "value");
    }
  }
}

/**
 * Of a value that fits none of several shapes, the complaints are those of the shape it was meant to have: the one with
 * the fewest fields missing or unknown. Where that is no single one, only the shapes are told.
 */
function complainOfUnion(
  message: string,
  shapes: readonly (readonly Issue[])[],
  at: JsonPath,
  complain: Complain,
): void {
  const strangers = shapes.map((issues) => issues.reduce((sum, issue) => sum + strangersIn(issue), 0));
  const fewest = Math.min(...strangers);
  const meant = shapes.filter((_, i) => strangers[i] === fewest);
  if (meant.length === 1 && Number.isFinite(fewest)) complainOf(meant[0] ?? [], at, complain);
  else complain(at, message);
}

/** A field missing, unknown ones, or (beyond all counting) a value that is no object at all. */
function strangersIn(issue: Issue): number {
  if (issue.code === "unrecognized_keys") return issue.keys.length;
  if (issue.path.length === 0) return Number.POSITIVE_INFINITY;
  return issue.path.length === 1 && issue.message.startsWith("missing") ? 1 : 0;
}
