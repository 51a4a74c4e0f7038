import { getEventListeners } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Attribution } from "../../src/live/attribution.ts";
import { Connection } from "../../src/live/connection.ts";
import { headerBytes } from "../../src/live/headerText.ts";
import { monotonicClock } from "../../src/live/monotonicClock.ts";
import { type ProbeAnswer, type ProbeEnd, type ProbeJob, probe } from "../../src/live/probe.ts";
import { type LocalServer, serve, serveTcp, serveTls } from "./localServer.ts";

const unanswered = "[no answer when the check ended]";
const byHeader: Attribution = { kind: "header", name: "X-Served-By" };
const byModel: Attribution = { kind: "json", path: "model" };
const byPattern: Attribution = { kind: "pattern", pattern: /served by (?<deployment>\w+)/ };

const open: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started(server: Promise<LocalServer>): Promise<URL> {
  const local = await server;
  open.push(local);
  return local.url;
}
const answering = (listener: RequestListener): Promise<URL> => started(serve(listener));
const connected = (onConnection: (socket: Socket) => void): Promise<URL> => started(serveTcp(onConnection));

interface Told {
  readonly end: ProbeEnd;
  readonly answers: readonly ProbeAnswer[];
  /** Names, or reasons in brackets. */
  readonly words: readonly string[];
}

async function probed(target: URL, given: Partial<ProbeJob> = {}): Promise<Told> {
  const answers: ProbeAnswer[] = [];
  const end = await probe({
    target,
    attribution: byHeader,
    requests: 6,
    ratePerSecond: 2000,
    concurrency: 1,
    timeoutMs: 5000,
    onAnswer: (answer) => answers.push(answer),
    isDecided: () => false,
    ...given,
  });
  const words = answers.map((answer) => (answer.kind === "deployment" ? answer.name : `[${answer.reason}]`));
  return { end, answers, words };
}

/** A request in hand of the server, the answers it gives in turn. */
function inTurn(
  names: readonly string[],
  say: (name: string) => Partial<{ header: string; body: string }>,
): RequestListener {
  let turn = 0;
  return (request, response) => {
    request.resume();
    const { header, body } = say(names[turn++ % names.length] ?? "");
    if (header !== undefined) response.setHeader("x-served-by", header);
    response.end(body);
  };
}

describe("attribution", () => {
  const turns = ["a", "b", "b"];
  const expected = ["a", "b", "b", "a", "b", "b"];

  it.each([
    ["a header", byHeader, (name: string) => ({ header: name, body: "any" })],
    ["a JSON field", byModel, (name: string) => ({ body: JSON.stringify({ model: name, text: "é".repeat(40_000) }) })],
    ["a pattern", byPattern, (name: string) => ({ body: `<p>served by ${name}</p>` })],
  ])("tells the picks by %s in the order of the router", async (_, attribution, say) => {
    const { end, words } = await probed(await answering(inTurn(turns, say)), { attribution });
    expect(words).toEqual(expected);
    expect(end).toMatchObject({ sent: 6, answered: 6, stopped: "requests" });
    expect(end.lastError).toBeUndefined();
  });

  it("counts a 503 that names its deployment as a pick, and no other", async () => {
    const target = await answering((_, response) =>
      response.writeHead(503, { "x-served-by": "a" }).end('{"model":"a"}'),
    );
    expect((await probed(target, { requests: 1 })).words).toEqual(["a"]);
    expect((await probed(target, { requests: 1, attribution: byModel })).words).toEqual(["[status 503]"]);
  });

  it("does not follow a redirect", async () => {
    const paths: unknown[] = [];
    const target = await answering((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect((await probed(target, { requests: 1 })).words).toEqual(["[status 302 (redirects are not followed)]"]);
    expect(paths).toEqual(["/"]);
  });

  it("passes over early hints to the answer itself", async () => {
    const target = await answering((_, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload", "x-served-by": "hint" }, () => {
        response.setHeader("x-served-by", "a").end();
      });
    });
    expect((await probed(target, { requests: 2 })).words).toEqual(["a", "a"]);
  });
});

describe("the request", () => {
  it("has the path, query, headers and body that were asked for", async () => {
    const seen: unknown[] = [];
    const target = await answering(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const { authorization, connection } = request.headers;
      seen.push([request.method, request.url, authorization, connection, body]);
      response.setHeader("x-served-by", "a").end();
    });
    const url = new URL("/v1/chat?stream=false", target);
    await probed(url, { requests: 1 });
    await probed(url, { requests: 1, headers: { Authorization: "Bearer k" }, body: "{}", connectionReuse: false });
    await probed(url, { requests: 1, method: "PUT", headers: { authorization: "größe 張" }, body: "é" });
    expect(seen).toEqual([
      ["GET", "/v1/chat?stream=false", undefined, "keep-alive", ""],
      ["POST", "/v1/chat?stream=false", "Bearer k", "close", "{}"],
      ["PUT", "/v1/chat?stream=false", headerBytes("größe 張"), "keep-alive", "é"],
    ]);
  });

  it("goes over one connection each time, or over a new one each time", async () => {
    const ports = new Set<number | undefined>();
    const target = await answering((request, response) => {
      ports.add(request.socket.remotePort);
      response.setHeader("x-served-by", "a").end("body");
    });
    await probed(target, { requests: 20 });
    expect(ports.size).toBe(1);
    ports.clear();
    await probed(target, { requests: 20, connectionReuse: false });
    expect(ports.size).toBe(20);
  });

  it("keeps its connection through bodies of any size that nobody wants", async () => {
    const ports = new Set<number | undefined>();
    const body = "b".repeat(3 * 2 ** 20);
    const target = await answering((request, response) => {
      ports.add(request.socket.remotePort);
      response.setHeader("x-served-by", "a").end(body);
    });
    expect((await probed(target, { requests: 3 })).words).toEqual(["a", "a", "a"]);
    expect(ports.size).toBe(1);
  });

  it("that cannot be sent is told without the value of its headers", async () => {
    const target = await answering((_, response) => response.end());
    const { end, words } = await probed(target, { requests: 1, headers: { authorization: "Bearer \u0000key" } });
    expect(words).toEqual(["[not sent: invalid authorization header]"]);
    expect(end).toMatchObject({ stopped: "unreachable", lastError: "not sent: invalid authorization header" });
  });
});

describe("order, rate and concurrency", () => {
  it("tells every request once, in the order of sending, whatever the delays, and never has too many in flight", async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 6 }), async (delaysMs, concurrency) => {
        let turn = 0;
        let inFlight = 0;
        let most = 0;
        const picked: string[] = [];
        const server = await serve(async (_, response) => {
          const mine = turn++;
          picked.push(`d${mine % 3}`);
          most = Math.max(most, ++inFlight);
          await pause(delaysMs[mine] ?? 0);
          inFlight--;
          response.setHeader("x-served-by", `d${mine % 3}`).end("body");
        });
        const requests = delaysMs.length;
        const { end, answers, words } = await probed(server.url, { requests, concurrency });
        await server.close();
        expect(end).toMatchObject({ sent: requests, answered: requests, stopped: "requests" });
        expect(answers.map(({ index }) => index)).toEqual(delaysMs.map((_, i) => i));
        const sentAtMs = answers.map(({ atMs }) => atMs);
        expect(sentAtMs).toEqual([...sentAtMs].sort((one, other) => one - other));
        if (concurrency === 1) expect(words).toEqual(picked);
        else expect([...words].sort()).toEqual([...picked].sort());
        expect(most).toBeLessThanOrEqual(concurrency);
      }),
      { numRuns: 25 },
    );
  });

  it("never sends before the planned instant, by the server's clock too", async () => {
    const clock = monotonicClock();
    const beganMs = clock.nowMs();
    const arrivedMs: number[] = [];
    const target = await answering((_, response) => {
      arrivedMs.push(clock.nowMs());
      response.setHeader("x-served-by", "a").end();
    });
    const { answers } = await probed(target, { requests: 30, ratePerSecond: 300, concurrency: 30 });
    for (const { index, atMs } of answers) expect(atMs).toBeGreaterThanOrEqual((1000 * index) / 300);
    for (const [i, atMs] of arrivedMs.entries()) expect(atMs - beganMs).toBeGreaterThanOrEqual((1000 * i) / 300);
  });

  it("counts requests that the concurrency held back", async () => {
    let waiting = 0;
    const target = await answering((_, response) => {
      waiting++;
      // The first is answered when the clock of the plan has passed the instants of all others.
      const delayMs = waiting === 1 ? 50 : 0;
      setTimeout(() => response.setHeader("x-served-by", "a").end(), delayMs);
    });
    const { end } = await probed(target, { requests: 10, ratePerSecond: 1000 });
    expect(end.heldBack).toBe(9);
  });
});

describe("its end", () => {
  it("sends no more once decided, and tells what was in flight", async () => {
    const target = await answering((_, response) => {
      setTimeout(() => response.setHeader("x-served-by", "a").end(), 5);
    });
    let asked = 0;
    const { signal } = new AbortController();
    const { end, answers } = await probed(target, {
      requests: 1000,
      concurrency: 4,
      isDecided: () => ++asked === 10,
      signal,
    });
    expect(end.stopped).toBe("decided");
    expect(asked).toBe(10);
    expect(answers).toHaveLength(end.sent);
    expect(end.sent).toBeLessThanOrEqual(13);
    expect(end.answered).toBe(end.sent);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("aborted, is over without the answers that never come, and tells each as unanswered", async () => {
    const controller = new AbortController();
    let seen = 0;
    const target = await answering((_, response) => {
      seen++;
      if (seen <= 3) response.setHeader("x-served-by", "a").end();
      if (seen === 5) controller.abort();
    });
    const { end, words } = await probed(target, {
      requests: 100,
      concurrency: 2,
      timeoutMs: 60_000,
      signal: controller.signal,
    });
    expect([...words].sort()).toEqual([unanswered, unanswered, "a", "a", "a"]);
    expect(end).toEqual({ sent: 5, answered: 3, heldBack: end.heldBack, stopped: "aborted" });
  });

  it("stays decided where an interruption cuts the waiting short", async () => {
    const controller = new AbortController();
    const waiting: ServerResponse[] = [];
    // The second to come has the first answered, and waits for ever.
    const target = await answering((_, response) => {
      waiting.push(response);
      if (waiting.length === 2) waiting[0]?.setHeader("x-served-by", "a").end();
    });
    const { signal } = controller;
    const { end } = await probed(target, {
      requests: 2,
      concurrency: 2,
      ratePerSecond: 20,
      timeoutMs: 60_000,
      signal,
      isDecided: () => {
        setTimeout(() => controller.abort(), 20);
        return true;
      },
    });
    expect(end).toMatchObject({ sent: 2, answered: 1, stopped: "decided" });
  });

  it("aborted before it began, sends nothing", async () => {
    const target = await answering(() => expect.unreachable());
    const { end, answers } = await probed(target, { signal: AbortSignal.abort() });
    expect(end).toEqual({ sent: 0, answered: 0, heldBack: 0, stopped: "aborted" });
    expect(answers).toEqual([]);
  });

  it("of no requests comes at once", async () => {
    const target = await answering(() => expect.unreachable());
    expect((await probed(target, { requests: 0 })).end).toMatchObject({ sent: 0, stopped: "requests" });
  });

  it("has closed every connection, idle or not", async () => {
    let opened = 0;
    const closed: Promise<void>[] = [];
    const target = await connected((socket) => {
      opened++;
      closed.push(new Promise((resolve) => socket.on("close", () => resolve())));
      // Left alone, a client would keep it for minutes. One in three never answers.
      const answer = "HTTP/1.1 200 OK\r\nkeep-alive: timeout=600\r\nx-served-by: a\r\ncontent-length: 0\r\n\r\n";
      const isMute = opened % 3 === 0;
      socket.on("data", () => isMute || socket.write(answer));
    });
    const { end } = await probed(target, { requests: 20, concurrency: 4, timeoutMs: 500 });
    expect(end.answered).toBeGreaterThan(0);
    await Promise.all(closed);
    expect(closed).toHaveLength(opened);
  });

  it("rejects with what a callback throws, and calls none after", async () => {
    const target = await answering((_, response) => response.setHeader("x-served-by", "a").end());
    let calls = 0;
    const onAnswer = (): void => {
      if (++calls === 3) throw new Error("planted");
    };
    await expect(probed(target, { requests: 100, concurrency: 3, onAnswer })).rejects.toThrow("planted");
    expect(calls).toBe(3);
  });

  it.each([
    [{ target: new URL("ftp://host/") }, "a target is an address that begins with http: or https:, got ftp:"],
    [{ timeoutMs: 0 }, "the timeout is a finite number above 0, got 0"],
    [{ ratePerSecond: Number.NaN }, "the rate of requests is a finite number above 0, got NaN"],
  ])("refuses %o", async (given, message) => {
    await expect(probed(new URL("http://127.0.0.1:9/"), given)).rejects.toThrow(message);
  });
});

describe("every request that was sent", () => {
  const fates = ["answers", "answers late", "resets", "hangs up", "stalls", "stalls in the body", "refuses"] as const;

  it("is told once, in the order of sending, whatever becomes of it and whenever the probe ends", async () => {
    const plan = fc.record({
      turns: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 12 }),
      requests: fc.integer({ min: 1, max: 60 }),
      concurrency: fc.integer({ min: 1, max: 20 }),
      connectionReuse: fc.boolean(),
      abortAfter: fc.option(fc.integer({ min: 1, max: 40 })),
      decideAfter: fc.option(fc.integer({ min: 1, max: 40 })),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ turns, requests, concurrency, connectionReuse, abortAfter, decideAfter }) => {
        const controller = new AbortController();
        let turn = 0;
        const server = await serve((request, response) => {
          const fate = turns[turn++ % turns.length] ?? "answers";
          if (turn === abortAfter) controller.abort();
          meet(fate, request.socket, response);
        });
        let told = 0;
        const indices: number[] = [];
        const { end } = await probed(server.url, {
          ...{ requests, concurrency, connectionReuse, signal: controller.signal, timeoutMs: 150 },
          onAnswer: ({ index }) => indices.push(index),
          isDecided: () => ++told === decideAfter,
        });
        await server.close();
        expect(indices).toEqual(Array.from({ length: end.sent }, (_, i) => i));
        expect(end.sent).toBeGreaterThanOrEqual(turn);
        expect(end.answered).toBeLessThanOrEqual(end.sent);
      }),
      { numRuns: 25 },
    );
  });

  function meet(fate: (typeof fates)[number], socket: Socket, response: ServerResponse): void {
    response.setHeader("x-served-by", "a");
    if (fate === "answers") response.end("body");
    if (fate === "answers late") setTimeout(() => response.end("body"), 10);
    if (fate === "resets") socket.resetAndDestroy();
    if (fate === "hangs up") socket.end();
    if (fate === "stalls in the body") response.write("bo");
    if (fate === "refuses") response.writeHead(503).end();
  }
});

describe("an endpoint over TLS", () => {
  it.each([
    ["valid", "TLS failure (the certificate is self-signed)"],
    ["expired", "TLS failure (the certificate has expired)"],
  ] as const)("whose certificate is %s and that nobody trusts is told so", async (certificate, lastError) => {
    const target = await started(serveTls(certificate, () => expect.unreachable()));
    const { end, words } = await probed(target, { requests: 2 });
    expect(end).toEqual({ sent: 2, answered: 0, heldBack: end.heldBack, stopped: "unreachable", lastError });
    expect(words).toEqual([`[${lastError}]`, `[${lastError}]`]);
  });
});

describe("a connection that is kept open", () => {
  const answer = "HTTP/1.1 200 OK\r\nx-served-by: a\r\ncontent-length: 0\r\n\r\n";

  it("and broken under a second request costs that request, is told as what it was, and nothing is sent twice", async () => {
    let requests = 0;
    const target = await connected((socket) => {
      let mine = 0;
      socket.on("data", () => {
        requests++;
        if (++mine === 1) socket.write(answer);
        else socket.destroy();
      });
    });
    const { end, words } = await probed(target, { requests: 6 });
    const lost = "[kept-open connection closed without an answer]";
    expect(words).toEqual(["a", lost, "a", lost, "a", lost]);
    expect({ requests, answered: end.answered }).toEqual({ requests: 6, answered: 3 });
  });

  it("and ended while idle is noticed, and costs nothing", async () => {
    let closed: Promise<void> | undefined;
    const target = await connected((socket) => {
      closed = new Promise((resolve) => socket.on("close", () => resolve()));
      socket.on("data", () => socket.end(answer));
    });
    const request = { target, method: "GET", headers: {}, timeoutMs: 60_000, connectionReuse: true, keepBody: false };
    const connection = new Connection(request);
    for (let i = 0; i < 5; i++) {
      expect(await connection.exchange()).toMatchObject({ kind: "answer", answer: { status: 200 } });
      // Comes when both sides have closed. What is sent before may be lost, as nobody can know.
      await closed;
    }
    await connection.close();
  });

  it("is none where each request has a connection of its own", async () => {
    const target = await connected((socket) => {
      socket.on("data", () => socket.end(answer));
    });
    const { words } = await probed(target, { requests: 30, connectionReuse: false });
    expect(words).toEqual(Array.from({ length: 30 }, () => "a"));
  });
});

describe("an endpoint of another kind", () => {
  it("speaks HTTP/1.0, and its body ends with the connection", async () => {
    const target = await connected((socket) => {
      socket.once("data", () => socket.end('HTTP/1.0 200 OK\r\nx-served-by: a\r\n\r\n{"model":"b"}'));
    });
    expect((await probed(target, { requests: 2 })).words).toEqual(["a", "a"]);
    expect((await probed(target, { requests: 2, attribution: byModel })).words).toEqual(["b", "b"]);
  });

  it.skipIf(
    !Object.values(networkInterfaces())
      .flat()
      .some((each) => each?.address === "::1"),
  )("has an address of IPv6", async () => {
    const target = await started(serve((_, response) => response.setHeader("x-served-by", "a").end(), "::1"));
    expect(target.hostname).toBe("[::1]");
    expect((await probed(target, { requests: 2 })).words).toEqual(["a", "a"]);
  });

  it("says 100 Continue though nobody asked, which the client does not take", async () => {
    const target = await connected((socket) => {
      socket.on("data", () => socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nx-served-by: a\r\n\r\n"));
    });
    expect((await probed(target, { requests: 1 })).words).toEqual(["[100 Continue that was not asked for]"]);
  });

  it("streams events, and may compress what it says", async () => {
    const target = await answering((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream", "content-encoding": "gzip" });
      response.end(gzipSync('data: {"model":"a"}\n\ndata: [DONE]\n\n'));
    });
    expect((await probed(target, { requests: 2, attribution: byModel })).words).toEqual(["a", "a"]);
  });
});

describe("an endpoint in trouble", () => {
  it("that answers 500 is told so and is not unreachable", async () => {
    const target = await answering((_, response) => response.writeHead(500).end("oops"));
    const { end, words } = await probed(target, { requests: 30 });
    expect(new Set(words)).toEqual(new Set(["[status 500]"]));
    expect(end).toMatchObject({ sent: 30, answered: 30, stopped: "requests" });
  });

  it("that refuses connections is given up after 20", async () => {
    const server = await serve(() => {});
    await server.close();
    const { end, words } = await probed(server.url, { requests: 1000 });
    expect(end).toEqual({
      sent: 20,
      answered: 0,
      heldBack: end.heldBack,
      stopped: "unreachable",
      lastError: "connection refused",
    });
    expect(new Set(words)).toEqual(new Set(["[connection refused]"]));
  });

  it("whose name does not exist is unreachable", async () => {
    const { end } = await probed(new URL("http://shuntyard.invalid/"), { requests: 2 });
    expect(end).toMatchObject({ sent: 2, stopped: "unreachable" });
    expect(end.lastError).toMatch(/^name not found/);
  });

  it("that never answers is given up after the timeout, all in flight with it", async () => {
    const target = await answering(() => {});
    const { end, words } = await probed(target, { requests: 1000, concurrency: 25, timeoutMs: 500 });
    expect(end).toMatchObject({ answered: 0, stopped: "unreachable", lastError: "no answer within 500ms" });
    expect(words).toHaveLength(end.sent);
    expect(words.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => "[no answer within 500ms]"));
  });

  it("that never ends the handshake is given up after the timeout", async () => {
    const target = await connected(() => {});
    target.protocol = "https:";
    const { end, words } = await probed(target, { requests: 3, timeoutMs: 50 });
    expect(words).toEqual(Array.from({ length: 3 }, () => "[no connection within 50ms]"));
    expect(end.stopped).toBe("unreachable");
  });

  it("that does not speak TLS is told so", async () => {
    const target = await answering((_, response) => response.end());
    target.protocol = "https:";
    const { end } = await probed(target, { requests: 2 });
    expect(end.lastError).toMatch(/^TLS failure/);
  });

  it("that answered once is not given up", async () => {
    let turn = 0;
    const target = await connected((socket) => {
      if (turn++ > 0) socket.resetAndDestroy();
      else socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nx-served-by: a\r\ncontent-length: 0\r\n\r\n"));
    });
    const { end } = await probed(target, { requests: 40 });
    expect(end).toMatchObject({ sent: 40, answered: 1, stopped: "requests" });
  });

  it("that once never answers costs that request alone", async () => {
    let turn = 0;
    const target = await answering((_, response) => {
      if (turn++ !== 1) response.setHeader("x-served-by", "a").end();
    });
    const { end, words } = await probed(target, { requests: 4, timeoutMs: 500 });
    expect(words).toEqual(["a", "[no answer within 500ms]", "a", "a"]);
    expect(end).toMatchObject({ answered: 3, stopped: "requests", lastError: "no answer within 500ms" });
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ["resets", (socket) => socket.resetAndDestroy(), "[connection reset]"],
    ["hangs up", (socket) => socket.end(), "[connection closed without an answer]"],
    [
      "announces an answer and gives none",
      (socket) => socket.end("HTTP/1.1 103 Early Hints\r\nx-served-by: a\r\n\r\n"),
      "[connection closed without an answer]",
    ],
    ["sends garbage", (socket) => socket.end("\u0000 220 ready\r\n\r\n"), "[answer is not HTTP]"],
    ["sends headers without end", flood("HTTP/1.1 200 OK\r\n", "x-a: b\r\n"), "[headers of the answer are too large]"],
  ])("that %s has the request told as unattributed", async (_, onData, reason) => {
    const target = await connected((socket) => socket.once("data", () => onData(socket)));
    const { end, words } = await probed(target, { requests: 3 });
    expect(words).toEqual([reason, reason, reason]);
    expect(end).toMatchObject({ sent: 3, answered: 0, stopped: "unreachable" });
  });

  const head = "HTTP/1.1 200 OK\r\nx-served-by: a\r\n";
  it.each<[string, (socket: Socket) => void, string]>([
    [
      "closes in the middle of a body",
      (socket) => socket.end(`${head}content-length: 9\r\n\r\n{`),
      "[answer cut short]",
    ],
    ["resets in the middle of a body", cutAfter(`${head}content-length: 9\r\n\r\n{`), "[answer cut short]"],
    [
      "stops in the middle of a body",
      (socket) => socket.write(`${head}content-length: 9\r\n\r\n{`),
      "[answer not complete within 500ms]",
    ],
    ["sends a body without end", flood(`${head}\r\n`, "{"), "[body larger than 1 MiB]"],
  ])("that %s has lost its body, and not its header", async (_, onData, reason) => {
    const target = await connected((socket) => socket.once("data", () => onData(socket)));
    const job = { requests: 2, timeoutMs: 500 };
    const byBody = await probed(target, {
      ...job,
      attribution: byModel,
      timeoutMs: reason.includes("MiB") ? 5000 : 500,
    });
    expect(byBody.words).toEqual([reason, reason]);
    expect(byBody.end).toMatchObject({ answered: 2, stopped: "requests" });
    expect((await probed(target, job)).words).toEqual(["a", "a"]);
  });
});

/** Writes the head, then the rest again and again. */
function flood(head: string, rest: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(head);
    const block = rest.repeat(4096);
    const pour = (): void => {
      while (socket.writable && socket.write(block));
    };
    socket.on("drain", pour);
    pour();
  };
}

/** Writes, and resets the connection once the other side has had time to read. */
function cutAfter(text: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
  };
}
