import { eventTexts } from "./eventTexts.ts";
import { headerText } from "./headerText.ts";
import { plainBody } from "./plainBody.ts";

/** How an answer says which deployment the router picked. */
export type Attribution = HeaderAttribution | JsonAttribution | PatternAttribution;

/** The value of a response header. */
export interface HeaderAttribution {
  readonly kind: "header";
  /** In any case. */
  readonly name: string;
}

/** A field of a JSON body, a text or a number; of a stream of events, of the first that has it. */
export interface JsonAttribution {
  readonly kind: "json";
  /** Keys from the root, with dots between them; the key of an array element is its index: `meta.served_by`, `hops.0`. */
  readonly path: string;
}

/** A place in the body. */
export interface PatternAttribution {
  readonly kind: "pattern";
  /** With a group named `deployment`; the first match counts. */
  readonly pattern: RegExp;
}

/** An answer over HTTP, as far as attribution needs it. */
export interface HttpAnswer {
  /** 200 to 999. */
  readonly status: number;
  /** By name in lower case, each byte of a value a character; a list where a name came more than once. */
  readonly headers: AnswerHeaders;
  readonly body: AnswerBody;
}

export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `unread`: nobody asked for it. `broken`: it did not come whole, for a reason in few words. */
export type AnswerBody =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "unread" };

/** The deployment that was picked, or why that cannot be known: few words, the same for the same cause. */
export type Attributed =
  | { readonly kind: "deployment"; readonly name: string }
  | { readonly kind: "none"; readonly reason: string };

/** Whether it can only be made from the body; a header is there before. */
export function needsBody(attribution: Attribution): boolean {
  return attribution.kind !== "header";
}

/**
 * Which deployment an answer came from.
 *
 * A header that names a deployment counts whatever the status, and whatever became of the body: the router made its pick
 * before the deployment failed, and a check that dropped such picks would forgive a router for preferring a broken
 * deployment. A body is believed only with a 2xx status: an error page may come from anywhere, and seldom says from where.
 */
export function attribute(attribution: Attribution, answer: HttpAnswer): Attributed {
  const { status } = answer;
  const isSuccess = status >= 200 && status <= 299;
  if (attribution.kind === "header") {
    const found = byHeader(attribution.name, answer.headers);
    return found.kind === "none" && !isSuccess ? none(statusInWords(status)) : found;
  }
  if (!isSuccess) return none(statusInWords(status));
  switch (answer.body.kind) {
    case "unread":
      return none("body was not read");
    case "broken":
      return none(answer.body.reason);
    case "whole":
      return byBody(attribution, answer.headers, answer.body.bytes);
  }
}

function statusInWords(status: number): string {
  return `status ${status}${status >= 300 && status <= 399 ? " (redirects are not followed)" : ""}`;
}

function byBody(
  attribution: JsonAttribution | PatternAttribution,
  headers: AnswerHeaders,
  bytes: Uint8Array,
): Attributed {
  const body = plainBody(bytes, headerOf(headers, "content-encoding").join(", "));
  if (body.kind === "none") return body;
  const text = new TextDecoder().decode(body.bytes);
  if (attribution.kind === "pattern") return byPattern(attribution.pattern, text);
  const isStream = headerOf(headers, "content-type").some((type) => /^text\/event-stream\b/i.test(type));
  return isStream ? byEvents(attribution.path, text) : byJson(attribution.path, text);
}

function byHeader(name: string, headers: AnswerHeaders): Attributed {
  const values = new Set(headerOf(headers, name.toLowerCase()));
  const [value, second] = values;
  if (value === undefined) return none(`no header ${name}`);
  if (second !== undefined) return none(`header ${name} has more than one value`);
  return value === "" ? none(`header ${name} is empty`) : { kind: "deployment", name: value };
}

function headerOf(headers: AnswerHeaders, name: string): readonly string[] {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (value === undefined) return [];
  return (typeof value === "string" ? [value] : value).map((each) => headerText(each.replace(/^[ \t]+|[ \t]+$/g, "")));
}

function byEvents(path: string, stream: string): Attributed {
  for (const text of eventTexts(stream)) {
    const found = byJson(path, text);
    if (found.kind === "deployment") return found;
  }
  return none(`no field ${path} in an event of the body`);
}

function byJson(path: string, text: string): Attributed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return none("body is not JSON");
  }
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return noField(path);
    value = Reflect.get(value, key);
  }
  if (typeof value === "number") return { kind: "deployment", name: String(value) };
  if (typeof value !== "string") return none(`field ${path} in the JSON body is neither a text nor a number`);
  return value === "" ? none(`field ${path} in the JSON body is empty`) : { kind: "deployment", name: value };
}

function byPattern(pattern: RegExp, text: string): Attributed {
  // A pattern with the flag g or y goes on where it last ended, which was in another body.
  pattern.lastIndex = 0;
  const name = pattern.exec(text)?.groups?.["deployment"] ?? "";
  return name === "" ? none("no match of the pattern") : { kind: "deployment", name };
}

function noField(path: string): Attributed {
  return none(`no field ${path} in the JSON body`);
}

function none(reason: string): Attributed {
  return { kind: "none", reason };
}
