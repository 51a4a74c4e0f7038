import { createServer, type ServerResponse } from "node:http";
import { type Dispatcher, Pool } from "undici";
import { sayAddress } from "./sayAddress.ts";

/** The transport of the door without a door: one fixed replica, no key, no routing, no limits, no accounts. */
const pool = new Pool(process.argv[2] ?? "", { pipelining: 1 });

class PassOn implements Dispatcher.DispatchHandler {
  private readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  onRequestStart(): void {}

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    const raw = controller.rawHeaders;
    const headers = Array.isArray(raw) ? raw.map((part) => part.toString("latin1")) : [];
    const kept = headers.filter((_, i) => !perConnection.has((headers[i - (i % 2)] ?? "").toLowerCase()));
    this.response.writeHead(status, kept);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.response.write(chunk)) return;
    controller.pause();
    this.response.once("drain", () => controller.resume());
  }

  onResponseEnd(): void {
    this.response.end();
  }

  onResponseError(): void {
    this.response.destroy();
  }
}

const perConnection: ReadonlySet<string> = new Set(["connection", "keep-alive", "transfer-encoding"]);

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { "content-type": type = "", "x-chunks": wanted = "0" } = request.headers;
    const headers = ["content-type", type, "x-chunks", String(wanted)];
    const options = { method: "POST", path: request.url ?? "/", headers, body: Buffer.concat(chunks) };
    pool.dispatch(options, new PassOn(response));
  });
});
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
