import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import {
  aliceKey,
  bobKey,
  type ContractWorld,
  contractWorld,
  deploy,
  deploymentName,
  deployments,
  type Reply,
  routerName,
  routers,
  settled,
} from "./contractWorld.ts";

// One test for each claim of the contract on inference, over HTTP: door and mock fleet.

async function worldWithRouter(further: object = {}): Promise<ContractWorld> {
  const world = await contractWorld();
  await deploy(world, { a: 1, b: 1 });
  await world.call("POST", `${routers}?routerId=r`, { deployments: ["a", "b"], ...further });
  return world;
}

const authorization = `Bearer ${aliceKey}`;

async function post(world: ContractWorld, path: string, body: object): Promise<Response> {
  return await fetch(world.url + path, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

const servedBy = ({ headers }: Reply): unknown => headers.get("x-shuntyard-deployment");

describe.each(["/inference/v1", "/v1"])("under %s", (prefix) => {
  test("POST chat/completions: plain JSON", async () => {
    const world = await worldWithRouter();
    const messages = [{ role: "user", content: "Hello, yard" }];
    const answer = await post(world, `${prefix}/chat/completions`, { model: "r", messages, max_tokens: 3 });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { role: "assistant", content: "the yard is" }, finish_reason: "length" }],
      usage: { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 },
    });
  });

  test("POST completions: plain JSON", async () => {
    const world = await worldWithRouter();
    const answer = await post(world, `${prefix}/completions`, { model: "r", prompt: "Hello", max_tokens: 2 });
    expect(await answer.json()).toMatchObject({ object: "text_completion", choices: [{ text: "the yard" }] });
  });

  test.each([true, false])("stream: true is SSE that ends with [DONE]; usage in the last chunk: %s", async (asked) => {
    const world = await worldWithRouter();
    const answer = await post(world, `${prefix}/chat/completions`, {
      model: "r",
      messages: [{ role: "user", content: "Hello" }],
      max_tokens: 3,
      stream: true,
      ...(asked ? { stream_options: { include_usage: true } } : {}),
    });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events = (await answer.text()).split("\n\n").filter((event) => event !== "");
    expect(events.at(-1)).toBe("data: [DONE]");
    const last: unknown = JSON.parse((events.at(-2) ?? "").replace("data: ", ""));
    if (asked) expect(last).toMatchObject({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 3 } });
    else expect(last).not.toHaveProperty("usage");
  });

  test("GET models lists what the key may call", async () => {
    const world = await worldWithRouter({ aliases: ["gpt-4o"], public: true });
    const models = async (key: string): Promise<unknown> => {
      const answer = await fetch(`${world.url}${prefix}/models`, { headers: { authorization: `Bearer ${key}` } });
      const data = asFields(await answer.json())?.["data"];
      return Array.isArray(data) ? data.map(({ id }) => id) : data;
    };
    expect(await models(aliceKey)).toEqual([routerName("r"), "gpt-4o", deploymentName("a"), deploymentName("b")]);
    expect(await models(bobKey)).toEqual([routerName("r")]);
  });
});

describe("model may name", () => {
  test.each(["r", routerName("r")])("a router: %s", async (model) => {
    const world = await worldWithRouter();
    const reply = await world.ask(model);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("x-shuntyard-router")).toBe("r");
  });

  test.each(["b", deploymentName("b")])("a deployment: %s", async (model) => {
    const world = await worldWithRouter();
    for (let i = 0; i < 8; i++) expect(servedBy(await world.ask(model))).toBe("b");
    expect((await world.ask(model)).headers.get("x-shuntyard-router")).toBeNull();
  });

  test.each(["gpt-4o", "meta-llama/Llama-3.1-70B-Instruct", "a/b/c/d", "openai:gpt-4o"])(
    "an alias: %s",
    async (alias) => {
      const world = await worldWithRouter({ aliases: [alias] });
      const reply = await world.ask(alias);
      expect(reply.status).toBe(200);
      expect(reply.headers.get("x-shuntyard-router")).toBe("r");
      await world.call("PATCH", `${routers}/r`, { aliases: [] });
      expect((await world.ask(alias)).status).toBe(404);
    },
  );

  test.each([
    "none",
    routerName("none"),
    "accounts/alice/models/r",
    `${routerName("r")}/more`,
    "accounts/alice/routers",
    "",
  ])("nothing else: %j", async (model) => {
    const world = await worldWithRouter();
    const { status, body } = await world.ask(model);
    expect([400, 404]).toContain(status);
    expect(body).toMatchObject({ error: { type: "invalid_request_error" } });
  });
});

describe("every answer says which deployment and replica served it", () => {
  test.each([false, true])("stream: %s", async (stream) => {
    const world = await worldWithRouter();
    const { headers } = await world.ask("r", { stream });
    expect(headers.get("x-shuntyard-router")).toBe("r");
    expect(headers.get("x-shuntyard-deployment")).toMatch(/^[ab]$/);
    expect(headers.get("x-shuntyard-replica")).toBe("r-1");
    expect(headers.get("x-shuntyard-attempts")).toBe("1");
  });

  test("errors of a replica too", async () => {
    const world = await worldWithRouter();
    world.fleet.inject("alice", { kind: "error-rate", deployment: "a", probability: 1 });
    const { status, headers } = await world.ask("a");
    expect(status).toBe(500);
    expect([headers.get("x-shuntyard-deployment"), headers.get("x-shuntyard-replica")]).toEqual(["a", "r-1"]);
  });
});

describe("sessionAffinity", () => {
  test("requests that carry the same session key go to the same deployment while it stays in the router", async () => {
    const world = await worldWithRouter({ sessionAffinity: true });
    const sessions = Array.from({ length: 12 }, (_, i) => `session-${i}`);
    const places = async (): Promise<readonly unknown[]> => {
      const found: unknown[] = [];
      for (const name of sessions) found.push(servedBy(await world.ask("r", {}, { "x-session-affinity": name })));
      return found;
    };
    const first = await places();
    expect(new Set(first)).toEqual(new Set(["a", "b"]));
    expect(await places()).toEqual(first);
    await world.call("PATCH", `${deployments}/b:scale`, { replicaCount: 5 });
    await settled(world);
    expect(await places()).toEqual(first);
    await world.call("PATCH", `${routers}/r`, { deployments: ["b"] });
    expect(new Set(await places())).toEqual(new Set(["b"]));
  });

  test("the field user is a session key too, where no header says otherwise", async () => {
    const world = await worldWithRouter({ sessionAffinity: true });
    for (const user of ["u-1", "u-2", "u-3", "u-4"]) {
      const byUser = servedBy(await world.ask("r", { user }));
      for (let i = 0; i < 3; i++) expect(servedBy(await world.ask("r", { user }))).toBe(byUser);
      expect(servedBy(await world.ask("r", { user: "other" }, { "x-session-affinity": user }))).toBe(byUser);
    }
  });

  test("without it a session key means nothing", async () => {
    const world = await worldWithRouter();
    const places = new Set<unknown>();
    for (let i = 0; i < 30; i++) places.add(servedBy(await world.ask("r", {}, { "x-session-affinity": "one" })));
    expect(places).toEqual(new Set(["a", "b"]));
  });
});

describe("the official openai client works unchanged", () => {
  test("plain, streamed, text completions, the model list and errors", async () => {
    const world = await worldWithRouter();
    const client = new OpenAI({ baseURL: `${world.url}/inference/v1`, apiKey: aliceKey, maxRetries: 0 });
    const request = { model: routerName("r"), messages: [{ role: "user" as const, content: "hi" }], max_tokens: 4 };
    const plain = await client.chat.completions.create(request);
    expect(plain.choices[0]?.message.content).toBe("the yard is quiet");
    let streamed = "";
    for await (const { choices } of await client.chat.completions.create({ ...request, stream: true })) {
      streamed += choices[0]?.delta.content ?? "";
    }
    expect(streamed).toBe("the yard is quiet");
    const text = await client.completions.create({ model: "r", prompt: "hi", max_tokens: 1 });
    expect(text.choices[0]?.text).toBe("the");
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toContain(routerName("r"));
    await expect(client.chat.completions.create({ ...request, model: "none" })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    await world.call("PATCH", `${deployments}/a`, { weight: 0 });
    await world.call("PATCH", `${deployments}/b`, { weight: 0 });
    await expect(client.chat.completions.create(request)).rejects.toMatchObject({ status: 503, code: "unroutable" });
  });
});
