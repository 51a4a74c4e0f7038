import { Agent, request as ask, createServer } from "node:http";
import { sayAddress } from "./sayAddress.ts";

/** The proxy that everybody writes first: `http.request` with a keep-alive agent, and `pipe` both ways. */
const { port } = new URL(process.argv[2] ?? "");
const agent = new Agent({ keepAlive: true });

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  const { method = "GET", url = "/", headers } = request;
  const attempt = ask({ agent, host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  attempt.on("error", () => response.destroy());
  request.pipe(attempt);
});
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
