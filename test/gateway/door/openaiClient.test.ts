import OpenAI from "openai";
import { expect, test } from "vitest";
import { namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { runDoor } from "./runDoor.ts";

test("the official client notices nothing while its router moves from one deployment to another", async () => {
  const [current, next] = await Promise.all([namedReplica("current"), namedReplica("next")]);
  const deployments = [plannedDeployment("current", [current.baseUrl]), plannedDeployment("next", [next.baseUrl])];
  const feed = testFeed([plannedRouter("my-router", ["current"])], deployments);
  const { url } = await runDoor(feed);
  const client = new OpenAI({ baseURL: `${url}/inference/v1`, apiKey: "key-of-acme", maxRetries: 0 });
  const model = "accounts/acme/routers/my-router";
  const plain = async (): Promise<string> => {
    const { choices } = await client.chat.completions.create({ model, messages: [{ role: "user", content: "hi" }] });
    return choices[0]?.message.content ?? "";
  };
  const streamed = async (): Promise<string> => {
    const messages = [{ role: "user" as const, content: "hi" }];
    let text = "";
    for await (const { choices } of await client.chat.completions.create({ model, messages, stream: true })) {
      text += choices[0]?.delta.content ?? "";
    }
    return text;
  };
  const answers: string[] = [];
  const talk = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 40; i++) answers.push(await (i % 2 === 0 ? plain() : streamed()));
    }),
  );
  const answered = async (count: number): Promise<void> => {
    while (answers.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  await answered(40);
  feed.publish([plannedRouter("my-router", ["current", "next"])], deployments);
  await answered(100);
  feed.publish([plannedRouter("my-router", ["next"])], deployments.slice(1));
  const after = answers.length;
  await talk;
  expect(new Set(answers.slice(0, 30))).toEqual(new Set(["current", "current says hello"]));
  expect(new Set(answers.slice(after + 8))).toEqual(new Set(["next", "next says hello"]));
  expect(answers).toHaveLength(160);

  const names: string[] = [];
  for await (const { id } of client.models.list()) names.push(id);
  expect(names).toEqual(["accounts/acme/routers/my-router", "accounts/acme/deployments/next"]);
  for (const name of names) expect(await client.models.retrieve(name)).toMatchObject({ id: name, object: "model" });
  await expect(client.models.retrieve("accounts/other/routers/x")).rejects.toMatchObject({ code: "model_not_found" });
  await expect(client.embeddings.create({ model, input: "hi" })).rejects.toMatchObject({ code: "unknown_url" });
  const wrong = new OpenAI({ baseURL: `${url}/v1`, apiKey: "key-of-nobody", maxRetries: 0 });
  await expect(wrong.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  await expect(
    client.completions.create({ model: "accounts/acme/routers/my-ruoter", prompt: "hi" }),
  ).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});
