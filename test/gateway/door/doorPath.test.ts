import { expect, test } from "vitest";
import { isDoorPath } from "../../../src/gateway/door/doorCall.ts";

test("the data plane has all that is under /v1 and /inference/v1 but the resources of accounts, and nothing else", () => {
  for (const path of [
    ...["/v1/chat/completions", "/inference/v1/completions", "/v1/models?x=1", "/v1/models/a%2Fb", "/v1/embeddings"],
    ...["/v1/", "/inference/v1/toString", "/v1/accountsets", "/inference/v1/accounts/a"],
  ]) {
    expect(isDoorPath(path)).toBe(true);
  }
  for (const path of ["/v1/accounts/a/routers", "/v1/accounts", "/v1/accounts?x", "/healthz", "/v1", "/v2/models"]) {
    expect(isDoorPath(path)).toBe(false);
  }
});
