import { buildConnector, Client } from "undici";
import { formatDuration } from "../scenario/quantity/formatDuration.ts";
import { AnswerReader, type Exchange, type Progress } from "./answerReader.ts";
import { longestTimerMs } from "./longestTimerMs.ts";

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

  /** Sends the request and waits for its end. Never rejects, and never sends twice. */
  async exchange(): Promise<Exchange> {
    const exchange = await this.sendAndWait();
    this.reader = undefined;
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
      const reader = new AnswerReader(keepBody, (exchange) => {
        clearTimeout(deadline);
        resolve(exchange);
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
          headers: { ...headers },
          body: body ?? null,
          ...(connectionReuse ? {} : { reset: true }),
        },
        reader,
      );
    });
  }
}

interface Line {
  readonly client: Client;
  /** Ends a connection that is only being made, which the client would wait for. */
  readonly hangUp: () => void;
}

function openLine({ target }: HttpRequest): Line {
  let attempt = new AbortController();
  const client = new Client(target.origin, {
    connect: (options, callback) => {
      // A signal each: a socket listens to its signal for as long as the signal lives.
      attempt = new AbortController();
      buildConnector({ signal: attempt.signal, timeout: 0 })(options, callback);
    },
    // One deadline rules, from sending to the last byte: the client's own are coarse, and begin anew with each chunk.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { client, hangUp: () => attempt.abort() };
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
