import { setImmediate as roundOfLoop } from "node:timers/promises";
import { buildConnector, Client } from "undici";
import { longestTimerMs } from "../engine/longestTimerMs.ts";
import { formatDuration } from "../scenario/quantity/formatDuration.ts";
import { AnswerReader, type Exchange, type Progress } from "./answerReader.ts";
import { otherNameCode } from "./failureInWords.ts";
import { headerBytes } from "./headerText.ts";

/** How the reason begins when a connection broke under a request that was not its first. */
export const keptOpen = "kept-open";

/** A request, the same each time. */
export interface HttpRequest {
  readonly target: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From sending to the last byte of the answer, the time to connect with it. */
  readonly timeoutMs: number;
  /** False: a connection serves one request. */
  readonly connectionReuse: boolean;
  /** Whether the body of the answer is wanted; else its bytes are dropped as they come. */
  readonly keepBody: boolean;
}

/** One connection to the endpoint, opened when it is needed and again when it broke. One request at a time. */
export class Connection {
  private readonly request: HttpRequest;
  private line: Line;
  private reader: AnswerReader | undefined;
  private isSpoilt = false;

  constructor(request: HttpRequest) {
    this.request = request;
    this.line = openLine(request);
  }

  /**
   * Sends the request and waits for its end. Never rejects, and never sends twice: where a connection that was kept open
   * breaks before the answer, nobody here can know whether a pick was made, and a second request would be a second pick.
   */
  async exchange(): Promise<Exchange> {
    const exchange = await this.sendAndWait();
    this.reader = undefined;
    this.line.exchanges++;
    // An end of the connection that came with the answer is seen before the connection is used again.
    await roundOfLoop();
    if (this.isSpoilt) {
      const spoilt = this.line;
      this.isSpoilt = false;
      this.line = openLine(this.request);
      await closeLine(spoilt);
    }
    return exchange;
  }

  /** Ends the request in flight, if there is one, without its answer. */
  giveUp(reason: string): void {
    if (this.reader === undefined) return;
    this.isSpoilt = true;
    this.reader.giveUp(reason);
  }

  async close(): Promise<void> {
    await closeLine(this.line);
  }

  private sendAndWait(): Promise<Exchange> {
    const { target, method, headers, body, timeoutMs, connectionReuse, keepBody } = this.request;
    return new Promise((resolve) => {
      const { line } = this;
      const reader = new AnswerReader(keepBody, (exchange) => {
        clearTimeout(deadline);
        resolve(line.exchanges > 0 ? told(exchange) : exchange);
      });
      const deadline = setTimeout(
        () => this.giveUp(lateInWords(reader.progress, timeoutMs)),
        Math.min(timeoutMs, longestTimerMs),
      );
      this.reader = reader;
      this.line.client.dispatch(
        {
          path: `${target.pathname}${target.search}`,
          method,
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerBytes(value)])),
          body: body ?? null,
          ...(connectionReuse ? {} : { reset: true }),
        },
        reader,
      );
    });
  }
}

/** Of a connection that has served before, and may have been closed as idle while the request was on its way. */
function told(exchange: Exchange): Exchange {
  if (exchange.kind === "answer" || !/^connection (reset|closed)/.test(exchange.reason)) return exchange;
  return { kind: "failure", reason: `${keptOpen} ${exchange.reason}` };
}

interface Line {
  readonly client: Client;
  /** That the present connection has served. */
  exchanges: number;
  /** Ends a connection that is only being made, which the client would wait for. */
  readonly hangUp: () => void;
}

function openLine({ target }: HttpRequest): Line {
  let attempt = new AbortController();
  const begin = (): void => {
    line.exchanges = 0;
  };
  const client = new Client(target.origin, {
    connect: (options, callback) => {
      // A signal each: a socket listens to its signal for as long as the signal lives.
      attempt = new AbortController();
      begin();
      const connect = buildConnector({ signal: attempt.signal, timeout: 0 });
      connect(options, (...[error, socket]) =>
        error === null ? callback(null, socket) : callback(plain(error), null),
      );
    },
    // One deadline rules, from sending to the last byte: the client's own are coarse, and begin anew with each chunk.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const line: Line = { client, exchanges: 0, hangUp: () => attempt.abort() };
  return line;
}

/** The client connects again and again at one error, a certificate for another name, when the host is an address. */
function plain(error: Error): Error {
  if (!("code" in error && error.code === "ERR_TLS_CERT_ALTNAME_INVALID")) return error;
  return Object.assign(new Error("the certificate is for another name", { cause: error }), { code: otherNameCode });
}

async function closeLine({ client, hangUp }: Line): Promise<void> {
  hangUp();
  await client.destroy();
}

function lateInWords(progress: Progress, timeoutMs: number): string {
  const within = `within ${formatDuration(timeoutMs)}`;
  switch (progress) {
    case "connecting":
      return `no connection ${within}`;
    case "waiting":
      return `no answer ${within}`;
    case "answering":
      return `answer not complete ${within}`;
  }
}
