import type { RequestListener, ServerResponse } from "node:http";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { judge } from "../../../src/check/judge.ts";
import type { EndpointSource } from "../../../src/cli/check/checkRequest.ts";
import { gatherEndpointPicks } from "../../../src/cli/check/gatherEndpointPicks.ts";
import type { Gathered } from "../../../src/cli/check/gathered.ts";
import { promiseOf } from "../../check/promiseOf.ts";
import { serve, serveTcp, serveTls } from "../../live/localServer.ts";
import { shuntyard } from "../built.ts";

const source: Omit<EndpointSource, "target"> = {
  kind: "endpoint",
  method: "GET",
  headers: {},
  attribution: { kind: "header", name: "x-served-by" },
  requests: 60,
  ratePerSecond: 2000,
  concurrency: 1,
  timeoutMs: 60_000,
  connectionReuse: true,
};

const expectation = promiseOf([3, 2], { order: "any", margin: 0.2 });

interface Gathering {
  readonly gathered: Gathered;
  /** Requests that were told to be over. */
  readonly done: number;
}

async function gathering(
  target: URL,
  other: Partial<EndpointSource> = {},
  { signal }: AbortController = new AbortController(),
): Promise<Gathering> {
  let done = 0;
  const progress = {
    update: (progress: { readonly done: number }) => {
      done = progress.done;
    },
    note: () => {},
    close: () => {},
  };
  const gathered = await gatherEndpointPicks({ ...source, target, ...other }, expectation, { progress, signal });
  return { gathered, done };
}

async function answering(listener: RequestListener): Promise<URL> {
  const server = await serve(listener);
  onTestFinished(() => server.close());
  return server.url;
}

/** Where everything went that was sent. */
function sumOf(gathered: Gathered): { readonly judged: number; readonly late: number } {
  // Out of reach is one that never answers in time; what was tried is counted all the same.
  if (gathered.kind === "mistake") throw new Error(gathered.sentence);
  const { tally, facts } = gathered;
  if (tally === undefined || facts === undefined) throw new Error("nothing was gathered");
  const { strangers, unattributed } = tally.state;
  const counted = [...strangers, ...unattributed].reduce((sum, [, { count }]) => sum + count, 0);
  const [, late = "0"] = /(\d+) more requests? (?:was|were) under way/.exec(facts.notes?.join("\n") ?? "") ?? [];
  return { judged: tally.picks + counted, late: Number(late) };
}

describe("every request that was sent", () => {
  const fates = ["d0", "d1", "d7", "nobody", "reset", "stall"] as const;

  test("is a pick, a stranger, unattributed, or told to be too late to count: nothing is forgotten", async () => {
    const plan = fc.record({
      turns: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 12 }),
      concurrency: fc.integer({ min: 1, max: 12 }),
      abortAfter: fc.option(fc.integer({ min: 1, max: 60 })),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ turns, concurrency, abortAfter }) => {
        let turn = 0;
        const controller = new AbortController();
        // The first one answers, or the endpoint might count as unreachable.
        const server = await serve((_, response) => {
          const fate = turn === 0 ? "d0" : (turns[turn % turns.length] ?? "d0");
          if (++turn === abortAfter) controller.abort();
          meet(fate, response);
        });
        const { gathered, done } = await gathering(server.url, { concurrency, timeoutMs: 200 }, controller);
        await server.close();
        const { judged, late } = sumOf(gathered);
        expect(judged + late).toBe(done);
        expect(done).toBeGreaterThanOrEqual(turn);
      }),
      { numRuns: 20 },
    );
  });

  function meet(fate: (typeof fates)[number], response: ServerResponse): void {
    if (fate === "stall") return;
    if (fate === "reset") response.destroy();
    else response.writeHead(200, fate === "nobody" ? {} : { "x-served-by": fate }).end();
  }

  test("after the judge has decided is not judged, and a note tells how many there were", async () => {
    // Three are under way when the first answer comes, and that names a deployment that nobody promised.
    const waiting: ServerResponse[] = [];
    const target = await answering((_, response) => {
      if (waiting.push(response) < 3) return;
      for (const each of waiting) each.setHeader("x-served-by", "d7").end();
    });
    const { gathered, done } = await gathering(target, { requests: 1000, concurrency: 3, timeoutMs: 60_000 });
    if (gathered.kind !== "picks") throw new Error(gathered.sentence);
    expect(gathered.tally.state.strangers).toEqual([["d7", { count: 1, first: { instance: 0, at: 1 } }]]);
    expect(sumOf(gathered)).toEqual({ judged: 1, late: 2 });
    expect(gathered.facts.notes).toContain("2 more requests were under way when enough was known; not judged.");
    expect(done).toBe(3);
    expect(gathered.facts.stopped).toBe(true);
    expect(judge(gathered.tally, { ...gathered.facts, replay: "", partial: false }).verdict).toBe("fail");
  });

  test("and not answered when the check is interrupted is unattributed, for that reason", async () => {
    const controller = new AbortController();
    let turn = 0;
    const target = await answering((_, response) => {
      if (++turn <= 5) response.setHeader("x-served-by", "d0").end();
      if (turn === 8) controller.abort();
    });
    const { gathered } = await gathering(target, { concurrency: 3, timeoutMs: 60_000 }, controller);
    if (gathered.kind !== "picks") throw new Error(gathered.sentence);
    expect(gathered.tally.picks).toBe(5);
    expect(gathered.tally.state.unattributed).toMatchObject([["no answer when the check ended", { count: 3 }]]);
  });
});

describe("an endpoint", () => {
  test("that closes connections under requests is told, with what to do about it", async () => {
    const server = await serveTcp((socket) => {
      let mine = 0;
      socket.on("data", () => {
        if (++mine > 1) socket.destroy();
        else socket.write("HTTP/1.1 200 OK\r\nx-served-by: d0\r\ncontent-length: 0\r\n\r\n");
      });
    });
    onTestFinished(() => server.close());
    const { gathered } = await gathering(server.url, { requests: 4 });
    expect(gathered).toMatchObject({
      facts: {
        notes: expect.arrayContaining([
          "Connections that were kept open broke under 2 requests: with --new-connections each request has one of its own.",
        ]),
      },
    });
  });

  test("that cannot be reached is named without its query, which may hold a key", async () => {
    const server = await serve(() => {});
    await server.close();
    const { gathered } = await gathering(new URL("/v1?key=secret", server.url));
    expect(gathered).toMatchObject({
      kind: "error",
      sentence: `${server.url.href}v1 cannot be reached: none of 20 requests was answered (connection refused); is it running, and is the URL right?`,
    });
    // What was tried is told all the same.
    if (gathered.kind !== "error") throw new Error("expected it to be out of reach");
    expect(gathered.tally?.state.unattributed).toMatchObject([["connection refused", { count: 20 }]]);
  });

  test("whose certificate is trusted by the environment is checked, and one for another name, or that has expired, is not", async () => {
    let turn = 0;
    const outcomes = ["valid", "other-name", "expired"] as const;
    const told = await Promise.all(
      outcomes.map(async (certificate) => {
        const { url, close } = await serveTls(certificate, (_, response) => {
          response.setHeader("x-served-by", turn++ % 2 === 0 ? "a" : "b").end();
        });
        onTestFinished(close);
        const file = new URL(`../../live/certificates/${certificate}.pem`, import.meta.url).pathname;
        const argv = ["check", "--target", url.href, "--by-header", "x-served-by", "--expect", "a=1,b=1", "-q"];
        const { code, stderr } = await shuntyard([...argv, "-n", "20", "--rate", "1000/s"], {
          NODE_EXTRA_CA_CERTS: file,
        });
        return { code, reason: /\((TLS failure.*)\)/.exec(stderr)?.[1] };
      }),
    );
    expect(told).toEqual([
      { code: 3, reason: undefined },
      { code: 4, reason: "TLS failure (the certificate is for another name)" },
      { code: 4, reason: "TLS failure (the certificate has expired)" },
    ]);
  });
});
