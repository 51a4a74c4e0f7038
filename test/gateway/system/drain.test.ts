import { expect, test } from "vitest";
import { lives, systemProcess } from "./systemProcess.ts";
import { ask, begin, chat, chatBody, control, ready, textOf, until } from "./systemWorld.ts";

const local = "/v1/accounts/local/deployments";

/** Streams a token every tenth of a second, for five seconds: longer than all that is done meanwhile. */
const slow = {
  deployment: { replicas: 1, replica: { slots: 64, queue: 0, service: { kind: "fixed", value: "5s" } } },
} as const;

test.each([1, 3])(
  "on SIGTERM, streams in flight end whole, new requests get 503, and the process ends: %i gateways",
  async (gateways) => {
    const served = await systemProcess({ gateways });
    expect(served.gateways).toHaveLength(gateways === 1 ? 0 : gateways);
    const { url } = served;
    await control(url, "POST", `${local}?deploymentId=slow`, { mock: slow });
    await ready(url, `${local}/slow`);
    const model = "accounts/local/deployments/slow";
    const body = chatBody(model, { stream: true, max_tokens: 50 });
    // One for each gateway, as likely as not: so that none has ended before the new requests come.
    const streams = await Promise.all(
      Array.from({ length: 12 }, () => begin(url, "/v1/chat/completions", { body, key: "" })),
    );
    served.process.kill("SIGTERM");
    await until(async () => (await ask(url, "/readyz", { key: "" })).body["status"] === "draining");
    const refused = await chat(url, model, {}, "");
    expect(refused.status).toBe(503);
    expect(refused.headers["retry-after"]).toBe("1");
    expect(refused.body).toMatchObject({ error: { code: "draining" } });
    expect((await ask(url, local, { key: "" })).body).toMatchObject({ code: "UNAVAILABLE" });
    expect((await ask(url, "/healthz", { key: "" })).status).toBe(200);
    for (const text of await Promise.all(streams.map(textOf))) expect(text).toMatch(/data: \[DONE\]\n\n$/);
    // Nothing in it calls exit: it ends because no handle is left.
    expect(await served.ended).toBe(0);
    await until(() => !served.gateways.some(lives));
  },
);
