import OpenAI from "openai";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporaryFolder.ts";
import { quickMock, ready, runningServer, until, yard } from "./runningServer.ts";

const model = "accounts/local/routers/my-router";
const messages = [{ role: "user" as const, content: "Hello" }];

test("the official client, plain and streaming, notices nothing while its router moves to another deployment", async () => {
  const server = await runningServer([temporaryFolder().file("yard.json", yard(2))]);
  const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "any", maxRetries: 0 });
  const servedBy: string[] = [];
  const plain = async (): Promise<void> => {
    const { data, response } = await client.chat.completions.create({ model, messages, max_tokens: 3 }).withResponse();
    expect(data.choices[0]?.message.content?.split(" ")).toHaveLength(3);
    servedBy.push(response.headers.get("x-shuntyard-deployment") ?? "");
  };
  const streamed = async (): Promise<void> => {
    const { data, response } = await client.chat.completions
      .create({ model, messages, max_tokens: 3, stream: true, stream_options: { include_usage: true } })
      .withResponse();
    let [text, tokens] = ["", 0];
    for await (const { choices, usage } of data) {
      text += choices[0]?.delta.content ?? "";
      tokens = usage?.completion_tokens ?? tokens;
    }
    expect({ words: text.split(" ").length, tokens }).toEqual({ words: 3, tokens: 3 });
    servedBy.push(response.headers.get("x-shuntyard-deployment") ?? "");
  };
  let stopped = false;
  const talk = Promise.all(
    [plain, streamed, plain, streamed].map(async (ask) => {
      while (!stopped) await ask();
    }),
  );
  const talked = async (): Promise<void> => {
    const target = servedBy.length + 20;
    await Promise.race([until(() => servedBy.length >= target), talk]);
  };
  try {
    await talked();
    await server.command("deployment", "create", "--deployment-id", "new-deployment", "--mock", quickMock);
    await ready(server, "deployment", "new-deployment");
    await server.command("router", "update", "my-router", "--deployments=new-deployment");
    await ready(server, "router", "my-router");
    const moved = servedBy.length;
    await talked();
    // Those that were under way when the router became READY may have gone to either.
    expect(new Set(servedBy.slice(moved + 4))).toEqual(new Set(["new-deployment"]));
    expect(servedBy[0]).toBe("current-deployment");
  } finally {
    stopped = true;
    await talk;
  }
  const names: string[] = [];
  for await (const { id } of client.models.list()) names.push(id);
  expect(names).toContain(model);
});
