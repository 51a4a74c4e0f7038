import { asFields } from "../../src/scenario/json/asFields.ts";
import { aliceKey } from "../gateway/contract/contractWorld.ts";
import type { Fact } from "./facts.ts";

export interface Asking {
  readonly model: string;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly stream: boolean;
  /** The client goes away when it is aborted; absent: it waits. */
  readonly signal?: AbortSignal;
}

/** What came back; `status` and `headers` are absent when nothing did. */
export interface Asked {
  readonly status?: number;
  readonly headers?: Headers;
  /** Of an error. */
  readonly code?: string;
  readonly tokens: Fact["tokens"];
  /** From before the request was sent; the first byte of a streamed body is its first token. */
  readonly firstMs: number | null;
  readonly wholeMs: number | null;
}

/** Sends one request and reads all of its answer. */
export async function askOver(url: string, asking: Asking): Promise<Asked> {
  const { model, promptTokens, outputTokens, stream, signal } = asking;
  const began = performance.now();
  let answer: Response;
  try {
    answer = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${aliceKey}`, "content-type": "application/json" },
      body: JSON.stringify({
        model,
        // Four characters are a token, by the count of the mock fleet.
        messages: [{ role: "user", content: "word".repeat(promptTokens) }],
        max_tokens: outputTokens,
        ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
      }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    return { tokens: null, firstMs: null, wholeMs: null };
  }
  const { status, headers } = answer;
  const { text, firstMs } = await bodyOf(answer, began);
  const wholeMs = performance.now() - began;
  if (status !== 200) return { status, headers, ...codeIn(text), tokens: null, firstMs: null, wholeMs };
  const parts = stream ? eventsIn(text) : [asFields(JSON.parse(text)) ?? {}];
  return { status, headers, tokens: tokensIn(parts), firstMs: stream ? firstMs : null, wholeMs };
}

async function bodyOf(
  { body }: Response,
  began: number,
): Promise<{ readonly text: string; readonly firstMs: number | null }> {
  const decoder = new TextDecoder();
  let text = "";
  let firstMs: number | null = null;
  for await (const chunk of body ?? []) {
    firstMs ??= performance.now() - began;
    text += decoder.decode(chunk, { stream: true });
  }
  return { text, firstMs };
}

type Fields = Readonly<Record<string, unknown>>;

function eventsIn(text: string): readonly Fields[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "" && event !== "data: [DONE]")
    .map((event) => asFields(JSON.parse(event.replace(/^data: /, ""))) ?? {});
}

function codeIn(text: string): { readonly code?: string } {
  const code = asFields(asFields(JSON.parse(text))?.["error"])?.["code"];
  return typeof code === "string" ? { code } : {};
}

function tokensIn(parts: readonly Fields[]): Fact["tokens"] {
  const usage = asFields(parts.at(-1)?.["usage"]);
  const characters = parts.reduce((sum, part) => sum + contentOf(part).length, 0);
  return { prompt: Number(usage?.["prompt_tokens"]), output: Number(usage?.["completion_tokens"]), characters };
}

function contentOf({ choices }: Fields): string {
  const [choice] = Array.isArray(choices) ? choices : [];
  const said = asFields(asFields(choice)?.["message"]) ?? asFields(asFields(choice)?.["delta"]);
  return String(said?.["content"] ?? "");
}
