import { z } from "zod";
import { formatPath } from "../../scenario/json/formatPath.ts";
import { readWith } from "../../scenario/read/readWith.ts";
import { answerLimit } from "./answerLimit.ts";
import type { CompletionCall } from "./completionCall.ts";
import { badCall, type ReplicaError } from "./replicaError.ts";
import { textTokens } from "./textTokens.ts";

/**
 * The call that a body makes, or what is wrong with it. The length of an answer is the smaller of `max_tokens` and
 * `max_completion_tokens`, exactly.
 */
export function readCompletionCall(kind: CompletionCall["kind"], body: Buffer): CompletionCall | ReplicaError {
  const parsed = parseJson(body);
  if (parsed === undefined)
    return badCall(400, "not_json", "expected a body that is a JSON object, got something else");
  return kind === "chat" ? readChat(parsed.value) : readText(parsed.value);
}

const tokens = z.int().min(1).max(answerLimit).nullish();

/** Fields that change nothing about an answer made up of so many words. */
function ignored<Name extends string>(...names: readonly Name[]): Record<Name, z.ZodOptional<z.ZodUnknown>>;
function ignored(...names: readonly string[]): Record<string, z.ZodOptional<z.ZodUnknown>> {
  return Object.fromEntries(names.map((name) => [name, z.unknown().optional()]));
}

const sharedFields = {
  model: z.string().min(1),
  max_tokens: tokens,
  n: z.literal(1).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  ...ignored("temperature", "top_p", "top_k", "min_p", "stop", "seed", "user", "logit_bias", "logprobs", "metadata"),
  ...ignored("frequency_penalty", "presence_penalty", "repetition_penalty", "ignore_eos", "min_tokens", "priority"),
};

const part = z.looseObject({ type: z.string(), text: z.string().optional() });

const chatBody = z.strictObject({
  ...sharedFields,
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.null(), z.array(part)]).optional() }))
    .min(1),
  max_completion_tokens: tokens,
  ...ignored("tools", "tool_choice", "parallel_tool_calls", "functions", "function_call", "response_format"),
  ...ignored("modalities", "audio", "prediction", "reasoning_effort", "verbosity", "web_search_options"),
  ...ignored("service_tier", "store", "top_logprobs", "prompt_cache_key", "safety_identifier", "chat_template_kwargs"),
});

type Prompt = string | readonly (string | number | readonly number[])[];

function isPrompt(value: unknown): boolean {
  if (!Array.isArray(value)) return typeof value === "string";
  const [only] = value;
  return value.length === 1 && (typeof only === "string" || isTokens(only)) ? true : isTokens(value);
}

function isTokens(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((token) => Number.isInteger(token) && token >= 0);
}

const textBody = z.strictObject({
  ...sharedFields,
  prompt: z.custom<Prompt>(isPrompt, {
    error: "expected a text, a list of token numbers, or a list of one of these: a mock replica answers one prompt",
  }),
  ...ignored("best_of", "echo", "suffix"),
});

function readChat(value: unknown): CompletionCall | ReplicaError {
  const body = readBody(chatBody, value);
  if ("status" in body) return body;
  const characters = body.messages.reduce((sum, { content }) => sum + charactersOf(content ?? ""), 0);
  return { ...usualFields(body, body.max_completion_tokens), kind: "chat", promptTokens: textTokens(characters) };
}

function readText(value: unknown): CompletionCall | ReplicaError {
  const body = readBody(textBody, value);
  if ("status" in body) return body;
  return { ...usualFields(body, undefined), kind: "text", promptTokens: tokensOfPrompt(body.prompt) };
}

interface SharedBody {
  readonly model: string;
  readonly max_tokens?: number | null | undefined;
  readonly stream?: boolean | null | undefined;
  readonly stream_options?: { readonly include_usage?: boolean | null | undefined } | null | undefined;
}

function usualFields(
  body: SharedBody,
  otherMost: number | null | undefined,
): Omit<CompletionCall, "kind" | "promptTokens"> {
  const most = Math.min(body.max_tokens ?? Number.POSITIVE_INFINITY, otherMost ?? Number.POSITIVE_INFINITY);
  return {
    model: body.model,
    outputTokens: Number.isFinite(most) ? most : undefined,
    stream: body.stream === true,
    includeUsage: body.stream_options?.include_usage === true,
  };
}

/** Of a content in parts the texts count; pictures and sounds are free. */
function charactersOf(content: string | readonly { readonly text?: string | undefined }[]): number {
  if (typeof content === "string") return content.length;
  return content.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
}

function tokensOfPrompt(prompt: Prompt): number {
  if (typeof prompt === "string") return textTokens(prompt.length);
  const [first] = prompt;
  if (typeof first === "string") return textTokens(first.length);
  return typeof first === "object" ? first.length : prompt.length;
}

/** More than that many mistakes of a body nobody reads. */
const mostTold = 5;

/** The body as its schema reads it, or the first mistakes in it. */
function readBody<Body>(schema: z.ZodType<Body>, value: unknown): Body | ReplicaError {
  const mistakes: { readonly field: string; readonly message: string }[] = [];
  const body = readWith(schema, value, [], (path, message) => {
    mistakes.push({ field: formatPath(path), message: typeof message === "string" ? message : message() });
  });
  if (body !== undefined) return body;
  const message = mistakes
    .slice(0, mostTold)
    .map((each) => (each.field === "" ? each.message : `${each.field}: ${each.message}`))
    .join("; ");
  return badCall(400, "invalid_body", message, mistakes[0]?.field ?? "");
}

function parseJson(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString("utf8")) };
  } catch {
    return undefined;
  }
}
