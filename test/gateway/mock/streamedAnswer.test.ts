import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { answerLimit } from "../../../src/gateway/mock/answerLimit.ts";
import { answerText } from "../../../src/gateway/mock/answerText.ts";
import { streamedAnswer } from "../../../src/gateway/mock/streamedAnswer.ts";
import { portOf } from "../door/fakeReplica.ts";

const call = {
  kind: "chat",
  model: "m",
  promptTokens: 1,
  outputTokens: answerLimit,
  stream: true,
  includeUsage: false,
} as const;
const head = { id: "a", created: 0, promptTokens: 1, outputTokens: answerLimit };

test.each([
  ["that is out at once", 0],
  ["of which half came before", answerLimit / 2],
])("the longest answer %s waits for its reader without filling the memory, and comes whole", async (_, before) => {
  let answering: ServerResponse | undefined;
  const server = createServer((_request, response) => {
    answering = response;
    const answer = streamedAnswer(response, call, head);
    answer.tokens(before);
    answer.served();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect(portOf(server.address()), "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await once(socket, "readable");
  // As text it is 20 MB.
  expect(answering?.writableLength).toBeLessThan(1_000_000);
  const text = (await buffer(socket)).toString("utf8");
  const said = Array.from(text.matchAll(/"content":"([^"]*)"/g), ([, token]) => token).join("");
  expect(said).toBe(answerText(answerLimit));
  expect(text).toContain("data: [DONE]");
});
