import { describe, expect, it } from "vitest";
import { answerText } from "../../../src/gateway/mock/answerText.ts";
import { ask, askChat, chat, eventsOf } from "./ask.ts";
import { deploymentRecord, fleetIs, readyUrls, slots, withFleet } from "./mockWorld.ts";

/** So long that nothing ends by itself in a test. */
const never = "1h";

describe("a replica of the mock fleet over HTTP", () => {
  it("answers with as many words as were asked for, and counts them", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord("mock-worker"), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const { status, headers, text } = await askChat(url, 5).reply;
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe("application/json");
      expect(JSON.parse(text)).toMatchObject({
        id: "chatcmpl-r-1-0",
        object: "chat.completion",
        model: "m",
        choices: [{ message: { role: "assistant", content: "the yard is quiet and" }, finish_reason: "length" }],
        usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
      });
      const plain = await ask(url, "/v1/completions", { model: "m", prompt: "12345", max_tokens: 2 }).reply;
      expect(JSON.parse(plain.text)).toMatchObject({
        object: "text_completion",
        choices: [{ text: "the yard", finish_reason: "length" }],
        usage: { prompt_tokens: 2, completion_tokens: 2 },
      });
    });
  });

  it("streams a chunk a token, then why it ended, the usage when asked for, and [DONE]", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(4, 0, "30ms")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const { headers, text } = await askChat(url, 7, { stream: true, stream_options: { include_usage: true } }).reply;
      expect(headers["content-type"]).toBe("text/event-stream; charset=utf-8");
      const events = eventsOf(text);
      expect(events.at(-1)).toBe("[DONE]");
      const chunks = events.slice(0, -1).map((each) => JSON.parse(each));
      const said = chunks.slice(1, 8).map((chunk) => chunk.choices[0].delta.content);
      expect(said.join("")).toBe(answerText(7));
      expect(said).toHaveLength(7);
      expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
      expect(chunks[8].choices[0]).toMatchObject({ delta: {}, finish_reason: "length" });
      expect(chunks.slice(0, 9).every(({ usage }) => usage === null)).toBe(true);
      expect(chunks[9]).toMatchObject({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 7 } });
      expect(chunks).toHaveLength(10);
    });
  });

  it("draws the length of an answer of which none is asked, the same for the same seed", async () => {
    const lengths: number[] = [];
    for (let run = 0; run < 2; run++) {
      await withFleet(async (fleet) => {
        fleet.deploy(deploymentRecord(slots(4, 0, "1ms")), "ready");
        const [url = ""] = await readyUrls(fleet, 1);
        const body = { model: "m", messages: [{ role: "user", content: "x" }] };
        const reply = await ask(url, "/v1/chat/completions", body).reply;
        const { usage, choices } = JSON.parse(reply.text);
        expect(choices[0]).toMatchObject({
          finish_reason: "stop",
          message: { content: answerText(usage.completion_tokens) },
        });
        lengths.push(usage.completion_tokens);
      });
    }
    expect(lengths[0]).toBe(lengths[1]);
  });

  it("refuses with 429 and Retry-After when its queue is full, and the model alone decides when", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 1, never)), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const askings = Array.from({ length: 3 }, () => askChat(url, 1));
      const reply = await Promise.race(askings.map((each) => each.reply));
      expect(reply).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
      expect(JSON.parse(reply.text)).toMatchObject({ error: { type: "rate_limit_error", code: "queue_full" } });
      await fleet.close();
      const endings = await Promise.all(askings.map((each) => each.reply.then(({ ending }) => ending)));
      expect(endings.sort()).toEqual(["reset", "reset", "whole"]);
    });
  });

  it("serves the next as soon as a client has gone, whether its request was served or waited", async () => {
    await withFleet(async (fleet) => {
      const replica = { profile: "mock-worker", maxRunning: 1, queue: 1 };
      fleet.deploy(deploymentRecord(JSON.stringify({ replicas: 1, replica })), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      for (const stream of [false, true]) {
        // Minutes long: without the leaving of the one nobody after it would be served.
        const served = askChat(url, 100_000, { stream });
        const waiting = askChat(url, 100_000, { stream });
        expect(await Promise.race([served, waiting, askChat(url, 1)].map((each) => each.reply))).toMatchObject({
          status: 429,
        });
        served.request.destroy();
        waiting.request.destroy();
        await expectEventually(async () => (await askChat(url, 1).reply).status === 200);
      }
      const served = askChat(url, 100_000);
      await expectEventually(async () => (await ask(url, "/health").reply).status === 200);
      const waiting = askChat(url, 1);
      await expectEventually(async () => {
        const third = askChat(url, 1);
        const first = await Promise.race([
          third.reply,
          ask(url, "/health").reply.then(() => ask(url, "/health").reply),
        ]);
        third.request.destroy();
        return first.status === 429;
      });
      served.request.destroy();
      expect((await waiting.reply).status).toBe(200);
    });
  });

  it("answers 500 where an error is injected, streamed or not", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(4, 0, "5ms")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      expect(fleet.inject("acme", { kind: "error-rate", deployment: "track", probability: 1 })).toBe(true);
      for (const stream of [false, true]) {
        const reply = await askChat(url, 20, { stream }).reply;
        expect(reply.status).toBe(500);
        expect(JSON.parse(reply.text)).toMatchObject({ error: { code: "injected_error" } });
      }
      fleet.inject("acme", { kind: "error-rate", deployment: "track", probability: 0 });
      expect((await askChat(url, 2).reply).status).toBe(200);
    });
  });

  it("breaks off a stream with the error as an event when the error comes in the middle", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 0, "3s")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const asking = askChat(url, 10, { stream: true });
      await new Promise((resolve) => asking.request.on("response", resolve));
      fleet.inject("acme", { kind: "error-rate", deployment: "track", probability: 1 });
      const { ending, text } = await asking.reply;
      expect(ending).toBe("reset");
      expect(JSON.parse(eventsOf(text).at(-1) ?? "")).toMatchObject({ error: { code: "injected_error" } });
    });
  });

  it("resets every connection when it crashes, and another replica starts in its place", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 5, never), 2), "ready");
      const [first = "", second = ""] = await readyUrls(fleet, 2);
      const streams = [askChat(first, 3, { stream: true }), askChat(first, 3)];
      await expectEventually(async () => (await ask(first, "/health").reply).status === 200);
      fleet.inject("acme", { kind: "crash", deployment: "track", replicas: 1, restart: true });
      for (const { reply } of streams) expect((await reply).ending).toBe("reset");
      expect(await ask(first, "/health").reply).toMatchObject({ ending: "reset", status: 0 });
      expect((await ask(second, "/health").reply).status).toBe(200);
      await readyUrls(fleet, 2);
      expect(fleet.replicas("acme", "track").map(({ id }) => id)).toEqual(["r-2", "r-3"]);
    });
  });

  it("never answers a completion that a black hole swallows, though it says that it is well", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 0, "1ms")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      fleet.inject("acme", { kind: "black-hole", deployment: "track", on: true });
      const lost = askChat(url, 1);
      const probes = async (): Promise<string> => {
        for (let i = 0; i < 20; i++) expect((await ask(url, "/health").reply).status).toBe(200);
        return "still waiting";
      };
      expect(await Promise.race([lost.reply, probes()])).toBe("still waiting");
      fleet.inject("acme", { kind: "black-hole", deployment: "track", on: false });
      expect((await askChat(url, 1).reply).status).toBe(200);
      fleet.inject("acme", { kind: "crash", deployment: "track", replicas: 1, restart: false });
      expect((await lost.reply).ending).toBe("reset");
    });
  });

  it("tells in the way of the OpenAI API what is wrong with a request", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord("bloom-176b-h100-tp8"), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const bad = async (path: string, body?: object | string): Promise<unknown> => {
        const { status, text } = await ask(url, path, body).reply;
        return { status, code: JSON.parse(text).error.code };
      };
      expect(await bad("/v1/chat/completions", "{")).toEqual({ status: 400, code: "not_json" });
      expect(await bad("/v1/chat/completions", {})).toEqual({ status: 400, code: "invalid_body" });
      expect(await bad("/v1/chat/completions", chat(1, { wagon: 1 }))).toEqual({ status: 400, code: "invalid_body" });
      expect(await bad("/v1/chat/completions", chat(60_000))).toEqual({
        status: 400,
        code: "context_length_exceeded",
      });
      expect(await bad("/v1/embeddings", {})).toEqual({ status: 404, code: "not_found" });
      expect(await bad("/v1/completions")).toEqual({ status: 405, code: "method_not_allowed" });
      const models = await ask(url, "/v1/models").reply;
      expect(JSON.parse(models.text)).toMatchObject({ data: [{ id: "mock-worker", object: "model" }] });
    });
  });
});

describe("the life of a replica over HTTP", () => {
  it("is starting, and takes nothing before it is ready", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 0, "1ms", { startup: { kind: "fixed", value: "1h" } }), 2));
      await fleetIs(fleet, () => fleet.replicas("acme", "track").every(({ baseUrl }) => baseUrl !== undefined));
      expect(fleet.replicas("acme", "track").map(({ state }) => state)).toEqual(["starting", "starting"]);
      expect(fleet.ready("acme", "track")).toEqual([]);
      expect(fleet.replicaStats("acme", "track")).toMatchObject({
        initializingReplicaCount: 2,
        readyReplicaCount: 0,
        everReady: false,
      });
      const url = fleet.replicas("acme", "track")[0]?.baseUrl ?? "";
      expect((await ask(url, "/health").reply).status).toBe(503);
      expect((await askChat(url, 1).reply).status).toBe(503);
    });
  });

  it("is ready after its start-up, which may fail and is tried again, and then takes requests", async () => {
    await withFleet(async (fleet) => {
      const spec = slots(1, 0, "1ms", { startup: { kind: "fixed", value: "30ms" } });
      fleet.deploy(deploymentRecord(spec, 0));
      fleet.inject("acme", { kind: "startup-failure", deployment: "track", on: true });
      fleet.deploy(deploymentRecord(spec, 1));
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(fleet.ready("acme", "track")).toEqual([]);
      fleet.inject("acme", { kind: "startup-failure", deployment: "track", on: false });
      fleet.deploy(deploymentRecord(spec, 3));
      fleet.deploy(deploymentRecord(spec, 1, "siding"), "ready");
      // Ready without a start-up, but not before its server has a port.
      expect(fleet.replicaStats("acme", "siding")).toMatchObject({ readyReplicaCount: 0, everReady: false });
      await readyUrls(fleet, 1, "siding");
      const urls = await readyUrls(fleet, 3);
      expect(new Set(urls).size).toBe(3);
      expect(fleet.replicaStats("acme", "track")).toEqual({
        pendingSchedulingReplicaCount: 0,
        downloadingModelReplicaCount: 0,
        initializingReplicaCount: 0,
        readyReplicaCount: 3,
        everReady: true,
      });
      for (const url of urls) expect((await askChat(url, 1).reply).status).toBe(200);
    });
  });

  it("ends after its last answer when it is scaled away, and it takes nothing new meanwhile", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(2, 2, "300ms"), 2), "ready");
      const [, second = ""] = await readyUrls(fleet, 2);
      const stream = askChat(second, 6, { stream: true });
      const plain = askChat(second, 6);
      await new Promise((resolve) => stream.request.on("response", resolve));
      fleet.scale("acme", "track", 1);
      expect(fleet.ready("acme", "track").map(({ id }) => id)).toEqual(["r-1"]);
      expect(fleet.replicas("acme", "track").map(({ state }) => state)).toEqual(["ready", "draining"]);
      const late = await askChat(second, 1).reply;
      expect(late).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
      const whole = await stream.reply;
      expect(whole.ending).toBe("whole");
      expect(eventsOf(whole.text).at(-1)).toBe("[DONE]");
      expect((await plain.reply).status).toBe(200);
      await fleetIs(fleet, () => fleet.replicas("acme", "track").length === 1);
      await expectEventually(async () => (await ask(second, "/health").reply).ending === "reset");
    });
  });

  it("is cut when its grace is over", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 2, never)), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const held = askChat(url, 6);
      await expectEventually(async () => (await ask(url, "/health").reply).status === 200);
      fleet.scale("acme", "track", 0, 20);
      expect((await held.reply).ending).toBe("reset");
      await fleetIs(fleet, () => fleet.replicas("acme", "track").length === 0);
    });
  });

  it("is over with its deployment, whose name is free at once", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 2, "50ms")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const held = askChat(url, 2, { stream: true });
      await new Promise((resolve) => held.request.on("response", resolve));
      fleet.remove("acme", "track");
      expect(fleet.replicas("acme", "track")).toEqual([]);
      fleet.deploy(deploymentRecord(slots(1, 2, "1ms"), 2), "ready");
      expect((await held.reply).ending).toBe("whole");
      expect(await readyUrls(fleet, 2)).not.toContain(url);
    });
  });

  it("does not begin for a deployment that cannot be mocked, which says why", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord("mock-wroker"));
      const { failure } = fleet.replicaStats("acme", "track");
      expect(failure).toContain('did you mean "mock-worker"?');
    });
  });
});

/** Asks again until it holds: what a client does is not known to the server in the same instant. */
async function expectEventually(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect.fail("it never came to hold");
}
