import { createServer } from "node:http";
import { sayAddress } from "./sayAddress.ts";

/** A replica that is always quick: 496 bytes of JSON, or a stream of as many chunks as `x-chunks` says, one every `x-every-ms`. */
const whole = Buffer.from(JSON.stringify({ object: "chat.completion", text: "x".repeat(456) }));
const chunk = Buffer.from(`data: ${JSON.stringify({ delta: "x".repeat(44) })}\n\n`);

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  request.resume();
  const { "x-chunks": wanted = 0, "x-every-ms": every = 1 } = request.headers;
  const chunks = Number(wanted);
  if (chunks === 0) {
    response.writeHead(200, { "content-type": "application/json", "content-length": whole.length });
    response.end(whole);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ < chunks) response.write(chunk);
    else {
      clearInterval(timer);
      response.end();
    }
  }, Number(every));
});
server.listen(0, "127.0.0.1", () => sayAddress(server.address(), process.pid));
