import type { FastifyReply } from "fastify";
import { type Answer, httpStatuses } from "./canonicalError.ts";

/** Sends what a call came to, with the status that belongs to it. */
export function sendAnswer(reply: FastifyReply, answer: Answer): void {
  if (answer.kind === "answer") sendJson(reply, 200, JSON.stringify(answer.body));
  else sendJson(reply, httpStatuses[answer.error.code], JSON.stringify(answer.error));
}

/** Sends JSON that is written already. */
export function sendJson(reply: FastifyReply, status: number, json: string): void {
  reply.code(status).header("cache-control", "no-store").type("application/json; charset=utf-8").send(json);
}
