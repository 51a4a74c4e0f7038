import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompletionCall } from "../../../src/gateway/mock/completionCall.ts";
import { readCompletionCall } from "../../../src/gateway/mock/readCompletionCall.ts";

const kind = fc.constantFrom<CompletionCall["kind"]>("chat", "text");

function read(which: CompletionCall["kind"], body: unknown): ReturnType<typeof readCompletionCall> {
  return readCompletionCall(which, Buffer.from(JSON.stringify(body)));
}

const fields = ["model", "messages", "prompt", "max_tokens", "max_completion_tokens", "stream", "stream_options", "n"];
const wild = fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), fc.jsonValue(), { maxKeys: 8 });

describe("the body of a completion", () => {
  it("is a call or a mistake in words, whatever it is", () => {
    const bodies = fc.oneof(
      fc.string().map((text) => Buffer.from(text)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.oneof(wild, fc.jsonValue()).map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(kind, bodies, (which, body) => {
        const found = readCompletionCall(which, body);
        if ("status" in found) {
          expect(found).toMatchObject({ status: 400, type: "invalid_request_error" });
          expect(found.message).toMatch(/expected|unknown field/);
        } else expect(Number.isInteger(found.promptTokens) && found.promptTokens >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("has a token for every fourth character of all its messages together", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 30 }), { minLength: 1, maxLength: 6 }), (texts) => {
        const messages = texts.map((text, i) => ({
          role: "user",
          content: i % 2 === 0 ? text : [{ type: "text", text }, { type: "image_url" }],
        }));
        expect(read("chat", { model: "m", messages })).toMatchObject({
          promptTokens: Math.ceil(texts.join("").length / 4),
        });
      }),
    );
  });

  it("asks for the smaller of two lengths, and for none when both are missing", () => {
    const messages = [{ role: "user", content: "Hello, yard" }];
    const call = { kind: "chat", model: "m", promptTokens: 3, stream: false, includeUsage: false };
    expect(read("chat", { model: "m", messages })).toEqual({ ...call, outputTokens: undefined });
    expect(read("chat", { model: "m", messages, max_tokens: 9, max_completion_tokens: 7 })).toEqual({
      ...call,
      outputTokens: 7,
    });
  });

  it("takes a prompt as a text, as token numbers, or as a list of one", () => {
    const tokensOf = (prompt: unknown): unknown => read("text", { model: "m", prompt });
    expect(tokensOf("12345")).toMatchObject({ promptTokens: 2 });
    expect(tokensOf(["12345"])).toMatchObject({ promptTokens: 2 });
    expect(tokensOf([5, 6, 7])).toMatchObject({ promptTokens: 3 });
    expect(tokensOf([[5, 6, 7]])).toMatchObject({ promptTokens: 3 });
    expect(tokensOf(["a", "b"])).toMatchObject({ status: 400, param: "prompt" });
  });

  it("names an unknown field and the one that was meant", () => {
    const body = { model: "m", messages: [{ role: "user", content: "" }], max_token: 3 };
    expect(read("chat", body)).toMatchObject({ status: 400, param: "max_token" });
    expect(read("chat", body)).toMatchObject({ message: expect.stringContaining('did you mean "max_tokens"?') });
  });
});
