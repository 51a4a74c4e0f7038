import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { asFields } from "../../../src/scenario/json/asFields.ts";

/** A request as the server got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** An answer that is not JSON when `text` is there; a connection that breaks when nothing is. */
export type Reply = { readonly status: number; readonly body?: unknown; readonly text?: string } | "break" | "never";

export interface FakeServer {
  readonly baseUrl: string;
  readonly received: readonly Received[];
}

/** A server on loopback that answers as it is told, and is gone when the test is over. */
export async function fakeServer(reply: (request: Received) => Reply): Promise<FakeServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { method = "", url = "", headers } = request;
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const got = { method, url, authorization: headers.authorization, body };
      received.push(got);
      const answer = reply(got);
      if (answer === "never") return;
      if (answer === "break") response.destroy();
      else response.writeHead(answer.status).end(answer.text ?? JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const port = asFields(server.address())?.["port"];
  return { baseUrl: `http://127.0.0.1:${String(port)}`, received };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  request.setEncoding("utf8");
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join("");
}
