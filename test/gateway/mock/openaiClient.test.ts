import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { answerText } from "../../../src/gateway/mock/answerText.ts";
import { deploymentRecord, readyUrls, slots, withFleet } from "./mockWorld.ts";

const messages = [{ role: "user" as const, content: "Which track is free?" }];

function clientOf(url: string): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
}

describe("the official client at a mock replica", () => {
  it("gets whole answers and streamed ones, and both say the same", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord("mock-worker"), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const client = clientOf(url);
      const asked = { model: "m", messages, max_completion_tokens: 12 };
      const whole = await client.chat.completions.create(asked);
      expect(whole.choices[0]?.message.content).toBe(answerText(12));
      expect(whole.usage).toMatchObject({ prompt_tokens: 5, completion_tokens: 12, total_tokens: 17 });

      const stream = client.chat.completions.stream({ ...asked, stream_options: { include_usage: true } });
      const streamed = await stream.finalChatCompletion();
      expect(streamed.choices[0]?.message.content).toBe(answerText(12));
      expect(streamed.choices[0]?.finish_reason).toBe("length");
      expect(streamed.usage).toMatchObject({ prompt_tokens: 5, completion_tokens: 12 });

      const texts: string[] = [];
      const completion = await client.completions.create({ model: "m", prompt: "x", max_tokens: 3, stream: true });
      for await (const chunk of completion) texts.push(chunk.choices[0]?.text ?? "");
      expect(texts.join("")).toBe(answerText(3));

      const models = await client.models.list();
      expect(models.data.map(({ id }) => id)).toEqual(["mock-worker"]);
    });
  });

  it("knows the errors for what they are", async () => {
    await withFleet(async (fleet) => {
      fleet.deploy(deploymentRecord(slots(1, 0, "1h")), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      const client = clientOf(url);
      const asked = { model: "m", messages, max_tokens: 1 };
      await expect(client.chat.completions.create({ ...asked, max_tokens: 0 })).rejects.toBeInstanceOf(
        OpenAI.BadRequestError,
      );
      const held = client.chat.completions.create(asked).catch((error: unknown) => error);
      const refused = client.chat.completions.create(asked).catch((error: unknown) => error);
      expect(await Promise.race([held, refused])).toBeInstanceOf(OpenAI.RateLimitError);
      fleet.inject("acme", { kind: "crash", deployment: "track", replicas: 1, restart: false });
      const errors = await Promise.all([held, refused]);
      expect(errors.filter((error) => error instanceof OpenAI.APIConnectionError)).toHaveLength(1);
    });
  });

  it("reads a stream while it is made, and can leave it in the middle, which lets the next one in", async () => {
    await withFleet(async (fleet) => {
      const replica = { profile: "mock-worker", maxRunning: 1 };
      fleet.deploy(deploymentRecord(JSON.stringify({ replicas: 1, replica })), "ready");
      const [url = ""] = await readyUrls(fleet, 1);
      // Ten minutes long.
      const asked = { model: "m", messages, max_tokens: 100_000, stream: true } as const;
      for (let round = 0; round < 3; round++) {
        let text = "";
        for await (const chunk of await clientOf(url).chat.completions.create(asked)) {
          text += chunk.choices[0]?.delta.content ?? "";
          if (text.length > 10) break;
        }
        expect(text).toBe(answerText(3));
      }
    });
  });
});
