import type { ServerResponse } from "node:http";
import type { Answer, AnswerHead } from "./answer.ts";
import { answerJson } from "./answerJson.ts";
import type { CompletionCall } from "./completionCall.ts";
import { resetConnection } from "./resetConnection.ts";
import { sendJson, sendReplicaError } from "./sendJson.ts";

/** An answer in one piece, when all of it is there. */
export function wholeAnswer(response: ServerResponse, call: CompletionCall, head: AnswerHead): Answer {
  return {
    paced: false,
    tokens: () => {},
    served: () => sendJson(response, 200, answerJson(call, head)),
    refuse: (error) => sendReplicaError(response, error),
    cut: () => resetConnection(response),
  };
}
