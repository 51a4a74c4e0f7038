import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type HousePipe, housePipe } from "../../../src/gateway/system/housePipe.ts";
import { listen } from "../../../src/gateway/system/listen.ts";
import { passOn } from "../../../src/gateway/system/passOn.ts";
import { ask, begin, textOf, until } from "./systemWorld.ts";

/** A server that passes on to a house behind a pipe. */
async function passing(
  house: RequestListener,
): Promise<{ readonly url: string; readonly port: number; readonly pipe: HousePipe }> {
  const pipe = await housePipe(house);
  const server = createServer(passOn(pipe.path));
  const port = await listen(server, "127.0.0.1", 0);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await pipe.close();
  });
  return { url: `http://127.0.0.1:${port}`, port, pipe };
}

test("method, target, headers and bodies go there and back as they were written", async () => {
  const calls: { readonly request: IncomingMessage; readonly text: string }[] = [];
  const { port } = await passing(async (request, response) => {
    calls.push({ request, text: await textOf(request) });
    response.writeHead(207, "Many Things", ["X-Twice", "1", "X-Twice", "2", "content-length", "2"]).end("ok");
  });
  const socket = connect(port, "127.0.0.1");
  socket.write(
    "PATCH /a%20b?c=%2F&&d HTTP/1.1\r\nHost: yard\r\nX-Cased-Name: \xe9\r\nx-list: 1\r\nX-List: 2\r\nConnection: close\r\n" +
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "latin1",
  );
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  const [{ request, text: body } = { request: undefined, text: "" }] = calls;
  expect([request?.method, request?.url, body]).toEqual(["PATCH", "/a%20b?c=%2F&&d", "abc"]);
  const passed = request?.rawHeaders.slice(0, 8);
  expect(passed).toEqual(["Host", "yard", "X-Cased-Name", "\xe9", "x-list", "1", "X-List", "2"]);
  expect(text).toMatch(/^HTTP\/1\.1 207 Many Things\r\nX-Twice: 1\r\nX-Twice: 2\r\n/);
  expect(text).toMatch(/\r\n\r\nok$/);
});

test("answers are passed on as they come, and end there when the client goes away", async () => {
  const open: ServerResponse[] = [];
  const { url } = await passing((_, response) => {
    open.push(response);
    response.write("first");
  });
  const answer = await begin(url, "/");
  expect(String((await once(answer, "data"))[0])).toBe("first");
  answer.destroy();
  await until(() => open[0]?.destroyed === true);
});

test("half an answer is not taken for a whole one", async () => {
  const { url } = await passing((_, response) => {
    response.write("half", () => response.destroy());
  });
  await expect(begin(url, "/").then(textOf)).rejects.toThrow();
});

test("nobody there is 503 with the reason", async () => {
  const { url, pipe } = await passing(() => {});
  await pipe.close();
  const { status, body } = await ask(url, "/", { body: {} });
  expect(status).toBe(503);
  expect(body).toMatchObject({ code: "UNAVAILABLE", message: expect.stringMatching(/ENOENT|ECONNREFUSED/) });
});

test("the pipe can be reached by this user alone, and nothing is left of it", async () => {
  const pipe = await housePipe((_, response) => response.end());
  expect(statSync(pipe.path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(pipe.path)).mode & 0o777).toBe(0o700);
  await pipe.close();
  expect(existsSync(dirname(pipe.path))).toBe(false);
});
