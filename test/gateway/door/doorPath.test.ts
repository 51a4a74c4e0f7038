import { expect, test } from "vitest";
import { isDoorPath } from "../../../src/gateway/door/doorCall.ts";

test("the data plane has the calls of OpenAI under /v1 and /inference/v1, and nothing else", () => {
  for (const path of ["/v1/chat/completions", "/inference/v1/completions", "/v1/models?x=1"]) {
    expect(isDoorPath(path)).toBe(true);
  }
  for (const path of ["/v1/accounts/a/routers", "/healthz", "/v1/", "/inference/v1/toString"]) {
    expect(isDoorPath(path)).toBe(false);
  }
});
