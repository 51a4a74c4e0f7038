import type { AnswerHead } from "./answer.ts";
import { finishReason, usageOf } from "./answerJson.ts";
import { answerToken } from "./answerText.ts";
import type { CompletionCall } from "./completionCall.ts";

/** The chunks of a streamed answer as server-sent events, each with the empty line that ends it. */
export interface AnswerChunks {
  /** Comes before the first token; empty for a text completion. */
  readonly opening: string;
  /** One token, from 0. */
  token(index: number): string;
  /** All that follows the last token. */
  readonly ending: string;
}

export function answerChunks(call: CompletionCall, head: AnswerHead): AnswerChunks {
  const { model, includeUsage, kind } = call;
  const { id, created } = head;
  const object = kind === "chat" ? "chat.completion.chunk" : "text_completion";
  const chunk = (choices: readonly object[], usage: object | null): string =>
    event(JSON.stringify({ id, object, created, model, choices, ...(includeUsage ? { usage } : {}) }));
  const choice = (said: string | undefined, finish: string | null): object => ({
    index: 0,
    ...(kind === "chat" ? { delta: said === undefined ? {} : { content: said } } : { text: said ?? "" }),
    logprobs: null,
    finish_reason: finish,
  });
  const [before, after] = aroundToken(chunk([choice(mark, null)], null));
  const opening = { index: 0, delta: { role: "assistant", content: "" }, logprobs: null, finish_reason: null };
  const usage = includeUsage ? chunk([], usageOf(head)) : "";
  return {
    opening: kind === "chat" ? chunk([opening], null) : "",
    token: (index) => before + JSON.stringify(answerToken(index)) + after,
    ending: chunk([choice(undefined, finishReason(call))], null) + usage + event("[DONE]"),
  };
}

/** One event of a stream. */
export function event(text: string): string {
  return `data: ${text}\n\n`;
}

/** Stands for the token in the chunk that all tokens share; the last of its kind, as the model's name may say it too. */
const mark = "\u0000token";

function aroundToken(chunk: string): readonly [string, string] {
  const quoted = JSON.stringify(mark);
  const at = chunk.lastIndexOf(quoted);
  return [chunk.slice(0, at), chunk.slice(at + quoted.length)];
}
