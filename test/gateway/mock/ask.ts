import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";

/** What came back: "reset" when the connection broke off before the end. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly ending: "whole" | "reset";
}

export interface Asking {
  readonly reply: Promise<Reply>;
  readonly request: ClientRequest;
}

export function chat(tokens: number, further: object = {}): object {
  return { model: "m", messages: [{ role: "user", content: "Hello, yard" }], max_tokens: tokens, ...further };
}

/** Sends a request on a connection of its own. A body makes it a POST; a text is sent as it is. */
export function ask(baseUrl: string, path: string, body?: object | string): Asking {
  const method = body === undefined ? "GET" : "POST";
  const sent = request(`${baseUrl}${path}`, { method, agent: new Agent() });
  const reply = new Promise<Reply>((resolve) => {
    let status = 0;
    let headers: Reply["headers"] = {};
    let text = "";
    const end = (ending: Reply["ending"]): void => resolve({ status, headers, text, ending });
    sent.on("error", () => end("reset"));
    sent.on("response", (response) => {
      status = response.statusCode ?? 0;
      headers = response.headers;
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", () => end("reset"));
      response.on("end", () => end("whole"));
    });
  });
  sent.end(typeof body === "object" ? JSON.stringify(body) : body);
  return { reply, request: sent };
}

export function askChat(baseUrl: string, tokens: number, further: object = {}): Asking {
  return ask(baseUrl, "/v1/chat/completions", chat(tokens, further));
}

/** The events of a stream, without "data: ". */
export function eventsOf(text: string): readonly string[] {
  return text
    .split("\n\n")
    .filter((each) => each !== "")
    .map((each) => each.replace(/^data: /, ""));
}
