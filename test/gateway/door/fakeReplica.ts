import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** What a fake replica was asked. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface FakeReplica {
  readonly baseUrl: string;
  readonly received: readonly Received[];
  /** Connections that are open to it. */
  readonly connections: () => Promise<number>;
  /** As when its machine is switched off. */
  readonly die: () => Promise<void>;
}

/** A server on loopback that answers every request as it is told, until the test is over. */
export async function fakeReplica(
  answer: (response: ServerResponse, asked: Received) => unknown,
): Promise<FakeReplica> {
  const received: Received[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const asked = { path: request.url ?? "", headers: request.headers, body };
    received.push(asked);
    await answer(response, asked);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // A request that breaks off needs no answer.
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const die = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(die);
  return {
    baseUrl: `http://127.0.0.1:${portOf(server.address())}`,
    received,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    die,
  };
}

/** Answers every completion with its own name as the text. */
export function namedReplica(name: string): Promise<FakeReplica> {
  return fakeReplica((response, { body }) => {
    const stream: unknown = JSON.parse(body).stream;
    if (stream === true) streamWords(response, [name, " says", " hello"]);
    else sendCompletion(response, name);
  });
}

function sendCompletion(response: ServerResponse, content: string): void {
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 0,
      model: "m",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  );
}

function streamWords(response: ServerResponse, words: readonly string[]): void {
  response.setHeader("content-type", "text/event-stream");
  for (const word of words) response.write(`data: ${JSON.stringify(wordChunk(word))}\n\n`);
  response.end("data: [DONE]\n\n");
}

export function wordChunk(content: string): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 0,
    model: "m",
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  };
}

export function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
