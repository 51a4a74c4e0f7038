import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * A keep-alive connection that costs its process as little as can be, so that the proxy is what the load waits for. It
 * sends the same bytes again and again; an answer is over when it has all of its length, or the last chunk has come.
 */
export class RawConnection {
  private readonly socket: Socket;
  private readonly request: Buffer;
  private onAnswer: (bytes: number) => void = () => {};
  private head = "";
  /** Bytes of the body that are still to come; undefined while the head is read; Infinity when only the last chunk tells. */
  private left: number | undefined;
  private bytes = 0;

  private constructor(socket: Socket, request: Buffer) {
    this.socket = socket;
    this.request = request;
    socket.on("data", (chunk) => this.take(chunk));
    socket.on("error", () => {});
    socket.on("close", () => this.onAnswer(0));
  }

  static async open(url: string, request: Buffer): Promise<RawConnection> {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname).setNoDelay(true);
    await once(socket, "connect");
    return new RawConnection(socket, request);
  }

  /** Bytes of the body that have come so far. */
  get received(): number {
    return this.bytes;
  }

  close(): void {
    this.socket.destroy();
  }

  /** Bytes of the body of the answer, its framing included; 0 when it was not 200 or broke off. */
  ask(): Promise<number> {
    this.head = "";
    this.left = undefined;
    this.bytes = 0;
    if (this.socket.destroyed) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.onAnswer = resolve;
      this.socket.write(this.request);
    });
  }

  private take(chunk: Buffer): void {
    let body = chunk;
    if (this.left === undefined) {
      const text = this.head + chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        this.head = text;
        return;
      }
      if (!text.startsWith("HTTP/1.1 200")) {
        this.onAnswer(0);
        return;
      }
      const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1];
      this.left = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
      body = chunk.subarray(end + 4 - this.head.length);
    }
    this.bytes += body.length;
    this.left -= body.length;
    if (this.left <= 0 || (this.left === Number.POSITIVE_INFINITY && endsChunks(body))) this.onAnswer(this.bytes);
  }
}

function endsChunks(body: Buffer): boolean {
  return body.length >= 5 && body.subarray(-5).equals(lastChunk);
}

const lastChunk = Buffer.from("0\r\n\r\n");
