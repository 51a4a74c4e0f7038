import { quote } from "../../scenario/quote.ts";

/** How a log says which deployment answered, and when. */
export type LogFormat =
  | {
      readonly kind: "jsonl";
      /** Member of each line's object; where there is none of that very name, dots lead into nested objects. */
      readonly field: string;
      readonly timeField?: string;
    }
  | {
      readonly kind: "csv";
      /** A name in the first row. */
      readonly column: string;
      readonly timeColumn?: string;
    }
  | {
      readonly kind: "pattern";
      /** Has the named group `deployment`, and `time` where times are wanted. */
      readonly pattern: RegExp;
    };

/**
 * The pattern that a person typed, or a sentence that says what is wrong with it. The text is the pattern itself, as
 * between the slashes of JavaScript; only `/.../i` and the like, slashes with letters after them, is taken for a literal.
 */
export function parsePattern(text: string): RegExp | string {
  const literal = /^\/(.*)\/([a-z]+)$/s.exec(text);
  const [, source = text, flags = ""] = literal ?? [];
  const [carrying] = /[gy]/.exec(flags) ?? [];
  if (carrying !== undefined) {
    return `The pattern ${quote(text)} has the flag ${carrying}, with which what one line matches would depend on the line before it. Leave it out.`;
  }
  try {
    // An empty alternative matches anything and so shows what groups there are.
    const groups = new RegExp(`${source}|`, flags).exec("")?.groups ?? {};
    const pattern = new RegExp(source, flags);
    if ("deployment" in groups) return pattern;
    const named = Object.keys(groups);
    const got = named.length === 0 ? "it has no named group" : `its groups are ${named.map(quote).join(", ")}`;
    return `The pattern ${quote(text)} does not say where the deployment is: ${got}. Write (?<deployment>...) around it, as in "upstream=(?<deployment>\\S+)".`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `The pattern ${quote(text)} is not a regular expression of JavaScript: ${why}`;
  }
}

/** Whether a pattern has the group `time`. */
export function hasTimeGroup(pattern: RegExp): boolean {
  return "time" in (new RegExp(`${pattern.source}|`, pattern.flags).exec("")?.groups ?? {});
}
