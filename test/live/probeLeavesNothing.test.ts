import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const built = new URL("../../dist/live/probe.js", import.meta.url).href;

/** Probes a server that answers four requests in five, and one that never ends the handshake until it is interrupted. */
const script = `
import { createServer } from "node:net";
import { probe } from ${JSON.stringify(built)};

const answer = "HTTP/1.1 200 OK\\r\\nkeep-alive: timeout=600\\r\\nx-served-by: a\\r\\ncontent-length: 0\\r\\n\\r\\n";
let requests = 0;
const speaking = (socket) => socket.on("data", () => requests++ % 5 !== 4 && socket.write(answer));
const interruption = new AbortController();
let callers = 0;
const mute = (socket) => {
  socket.resume();
  if (++callers === 4) interruption.abort();
};

async function probed(onConnection, protocol, job) {
  const server = createServer((socket) => onConnection(socket.on("error", () => {})));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { sent, answered, stopped } = await probe({
    target: new URL(protocol + "//127.0.0.1:" + server.address().port),
    attribution: { kind: "header", name: "x-served-by" },
    requests: 40,
    ratePerSecond: 1000,
    concurrency: 4,
    onAnswer: () => {},
    isDecided: () => false,
    ...job,
  });
  console.log(sent, answered, stopped);
  // Comes when every connection is closed from the other side.
  await new Promise((resolve) => server.close(resolve));
}

await probed(speaking, "http:", { timeoutMs: 700 });
await probed(speaking, "http:", { timeoutMs: 700, connectionReuse: false });
requests = Number.NaN;
await probed(speaking, "http:", { timeoutMs: 5000, connectionReuse: false, concurrency: 1 });
await probed(mute, "https:", { timeoutMs: 3_600_000, signal: interruption.signal });
`;

test("nothing of a probe keeps a connection or the process alive, and nothing warns", () => {
  const { stdout, stderr, signal } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 60_000,
  });
  expect({ stdout, stderr, signal }).toEqual({
    stdout: "40 32 requests\n40 32 requests\n40 40 requests\n4 0 aborted\n",
    stderr: "",
    signal: null,
  });
});
