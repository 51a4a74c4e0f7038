import { expect, test } from "vitest";
import { temporaryFolder } from "../temporaryFolder.ts";
import { type RunningServer, runningServer, until, yard } from "./runningServer.ts";

const model = "my-router";

interface Stream {
  /** What has come so far. */
  readonly text: () => string;
  /** Why it has ended; undefined for a whole answer. */
  readonly ended: Promise<unknown>;
}

/** Begins a streamed answer and waits for the first of its tokens. */
async function openStream({ url }: RunningServer, tokens: number): Promise<Stream> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model, stream: true, max_tokens: tokens, messages: [{ role: "user", content: "Hello" }] }),
  });
  let text = "";
  const read = async (): Promise<void> => {
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
  };
  const ended = read().then(
    () => undefined,
    (error: unknown) => error,
  );
  await until(() => text.includes("data: "));
  return { text: () => text, ended };
}

const slow = (service: string): string => temporaryFolder().file("yard.json", yard(1, service));

test.for(["SIGTERM", "SIGINT"] as const)(
  "%s lets a stream in flight end, then the server is gone with exit code 0",
  async (signal) => {
    const server = await runningServer([slow("3s"), "--grace", "10m"]);
    const stream = await openStream(server, 100);
    server.signal(signal);
    expect(await stream.ended).toBeUndefined();
    expect(stream.text().match(/"content":"[^"]/g)).toHaveLength(100);
    expect(stream.text()).toMatch(/data: \[DONE\]\s*$/);
    const { code, stdout, stderr } = await server.ended;
    expect({ code, stdout: stdout.split("\n").slice(-3).join("\n") }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Served for .*: 1 request \(1 served\)\n {2}my-router: current-deployment 1 \(100\.00 %\)\n$/,
      ),
    });
    expect(stderr).toContain("stopping: 1 in flight, up to 10m to end; another signal ends at once");
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  },
);

test("Ctrl-C, which reaches the gateway processes as well, lets the streams of all of them end", async () => {
  const server = await runningServer([slow("3s"), "--grace", "10m", "--gateways", "2"]);
  const streams = await Promise.all([1, 2, 3, 4].map(() => openStream(server, 100)));
  server.signalAll("SIGINT");
  expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual([undefined, undefined, undefined, undefined]);
  for (const { text } of streams) expect(text()).toMatch(/data: \[DONE\]\s*$/);
  const { code, stdout } = await server.ended;
  expect(code).toBe(0);
  expect(stdout).toContain(": 4 requests (4 served)");
});

test.for([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)(
  "a stream that outlives its grace is cut, and %s is told by the exit code %i",
  async ([signal, expected]) => {
    const server = await runningServer([slow("30m"), "--grace", "0s"]);
    const stream = await openStream(server, 10_000);
    server.signal(signal);
    expect(await stream.ended).toBeInstanceOf(Error);
    const { code, stdout } = await server.ended;
    expect(code).toBe(expected);
    expect(stdout).toContain("1 still in flight when the grace was over: cut");
  },
);

test("a second signal ends it at once", async () => {
  const server = await runningServer([slow("30m"), "--grace", "30m"]);
  const stream = await openStream(server, 10_000);
  server.signal("SIGTERM");
  await until(() => server.printed.stderr.includes("stopping: 1 in flight"));
  server.signal("SIGTERM");
  expect(await stream.ended).toBeInstanceOf(Error);
  expect((await server.ended).code).toBe(143);
});

test("new requests are refused while the last answers end", async () => {
  const server = await runningServer([slow("30m"), "--grace", "30m"]);
  const stream = await openStream(server, 10_000);
  server.signal("SIGTERM");
  await until(() => server.printed.stderr.includes("stopping: 1 in flight"));
  const late = await fetch(`${server.url}/v1/models`).then(
    ({ status }) => status,
    () => "no connection",
  );
  expect([503, "no connection"]).toContain(late);
  server.signal("SIGTERM");
  await stream.ended;
});
