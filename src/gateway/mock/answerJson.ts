import type { AnswerHead } from "./answer.ts";
import { answerText } from "./answerText.ts";
import type { CompletionCall } from "./completionCall.ts";

/** The whole answer as JSON, as the OpenAI API has it. */
export function answerJson(call: CompletionCall, head: AnswerHead): string {
  const text = answerText(head.outputTokens);
  const content = call.kind === "chat" ? { message: { role: "assistant", content: text, refusal: null } } : { text };
  return JSON.stringify({
    id: head.id,
    object: call.kind === "chat" ? "chat.completion" : "text_completion",
    created: head.created,
    model: call.model,
    choices: [{ index: 0, ...content, logprobs: null, finish_reason: finishReason(call) }],
    usage: usageOf(head),
  });
}

/** An answer of a length that was asked for is cut at it; another one has come to its end. */
export function finishReason(call: CompletionCall): "length" | "stop" {
  return call.outputTokens === undefined ? "stop" : "length";
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export function usageOf({ promptTokens, outputTokens }: AnswerHead): Usage {
  return { prompt_tokens: promptTokens, completion_tokens: outputTokens, total_tokens: promptTokens + outputTokens };
}
