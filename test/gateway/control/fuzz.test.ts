import fc from "fast-check";
import { expect, it } from "vitest";
import { deploymentJson } from "../../../src/gateway/control/schema/deploymentJson.ts";
import { errorJson } from "../../../src/gateway/control/schema/errorJson.ts";
import { routerJson } from "../../../src/gateway/control/schema/routerJson.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import { aliceKey, bobKey, type ControlWorld, controlWorld } from "./controlWorld.ts";

const ids = fc.constantFrom("a", "b", "old", "new", "my-router", "gpt-4o");

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    -1,
    1e300,
    1e-300,
    0.5,
    "",
    "*",
    "\u0000",
    "\ud800",
    "accounts/bob/deployments/a",
    [],
    {},
    [[]],
  ),
);

/** A value that fits, or now and then any other. */
function mostly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: odd });
}

const routerBody = fc.record(
  {
    displayName: mostly(fc.string({ unit: "binary", maxLength: 70 })),
    deployments: mostly(
      fc.array(mostly(ids.chain((id) => fc.constantFrom(id, `accounts/alice/deployments/${id}`))), { maxLength: 3 }),
    ),
    model: mostly(fc.string()),
    weightedRandom: mostly(fc.constant({})),
    evenLoad: mostly(fc.constant({})),
    aliases: mostly(fc.array(mostly(ids), { maxLength: 3 })),
    public: mostly(fc.boolean()),
    sessionAffinity: mostly(fc.boolean()),
    state: odd,
    nonsense: odd,
  },
  { requiredKeys: [] },
);

const counts = mostly(fc.integer({ min: -1, max: 5 }));
const deploymentBody = fc.record(
  {
    displayName: mostly(fc.string()),
    baseModel: mostly(fc.string()),
    minReplicaCount: counts,
    maxReplicaCount: counts,
    desiredReplicaCount: counts,
    replicaCount: counts,
    weight: mostly(fc.double()),
    mock: mostly(
      fc.constantFrom(
        {},
        { profile: "llama2-70b-h100-tp8" },
        { profile: "__proto__" },
        { deployment: { replicas: 2 } },
      ),
    ),
    external: mostly(fc.record({ baseUrls: mostly(fc.array(mostly(fc.webUrl()), { maxLength: 3 })) })),
    autoscalingPolicy: mostly(
      fc.record({ scaleUpWindow: mostly(fc.constant("30s")), loadTargets: odd }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
);

const payloads = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(routerBody, deploymentBody).map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: odd.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

const parameter = fc.oneof(
  fc.tuple(fc.constantFrom("routerId", "deploymentId"), fc.oneof(ids, fc.string({ unit: "binary", maxLength: 80 }))),
  fc.tuple(fc.constant("pageSize"), fc.oneof(fc.integer({ min: -1, max: 300 }).map(String), fc.string())),
  fc.tuple(
    fc.constant("filter"),
    fc.oneof(
      fc.constantFrom("public = true", "displayName:a OR name = my-*", "state = READY", "createTime > x"),
      fc.string(),
    ),
  ),
  fc.tuple(
    fc.constant("orderBy"),
    fc.oneof(fc.constantFrom("name desc", "createTime", "public, state desc"), fc.string()),
  ),
  fc.tuple(fc.constant("readMask"), fc.oneof(fc.constantFrom("*", "name,state"), fc.string())),
  fc.tuple(fc.constantFrom("pageToken", "__proto__", "x"), fc.string({ unit: "binary" })),
);

const paths = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constant("alice") },
      { weight: 1, arbitrary: fc.oneof(fc.constant("bob"), fc.string()) },
    ),
    fc.constantFrom("routers", "deployments"),
    fc.oneof(
      fc.constant(""),
      fc.oneof({ weight: 6, arbitrary: ids }, { weight: 1, arbitrary: fc.string({ unit: "binary" }) }),
    ),
    fc.constantFrom("", "", ":scale"),
  )
  .map(([account, collection, id, verb]) => {
    const single = id === "" ? "" : `/${encodeURIComponent(wellFormed(id))}${verb}`;
    return `/v1/accounts/${encodeURIComponent(wellFormed(account))}/${collection}${single}`;
  });

const requests = fc.record({
  method: fc.constantFrom("GET", "POST", "POST", "PATCH", "DELETE"),
  path: fc.oneof({ weight: 12, arbitrary: paths }, { weight: 1, arbitrary: fc.webPath().map((path) => `/${path}`) }),
  query: fc.array(parameter, { maxLength: 3 }),
  payload: fc.option(payloads, { nil: undefined }),
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constant("application/json") },
    { weight: 1, arbitrary: fc.constantFrom("text/plain", "x") },
  ),
  key: fc.oneof(
    { weight: 9, arbitrary: fc.constant(aliceKey) },
    { weight: 1, arbitrary: fc.constantFrom(bobKey, "wrong") },
  ),
});
type FuzzRequest = typeof requests extends fc.Arbitrary<infer R> ? R : never;

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, "?");
}

it("answers whatever comes with a good answer or a canonical error, never a fault, and keeps only whole resources", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 12 }), async (sequence) => {
      const world = await controlWorld();
      await world.call("POST", "/v1/accounts/alice/deployments?deploymentId=old", {});
      for (const request of sequence) await play(world, request);
      expect(world.faults).toEqual([]);
      await expectWhole(world);
      await world.server.close();
    }),
    { numRuns: 60 },
  );
});

async function play(world: ControlWorld, { method, path, query, payload, type, key }: FuzzRequest): Promise<void> {
  const search = query.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join("&");
  const headers = { authorization: `Bearer ${key}`, ...(payload === undefined ? {} : { "content-type": type }) };
  const version = world.store.version;
  const reply = await world.send({
    method,
    url: search === "" ? path : `${path}?${search}`,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
  if (reply.status === 200) return;
  expect([400, 401, 403, 404, 409]).toContain(reply.status);
  expect(errorJson.safeParse(reply.body).error).toBeUndefined();
  expect(world.store.version).toBe(version);
}

/** Everything that is kept can be answered, and every router leads to deployments that exist. */
async function expectWhole(world: ControlWorld): Promise<void> {
  const list = async (collection: string): Promise<readonly unknown[]> => {
    const { status, body } = await world.call("GET", `/v1/accounts/alice/${collection}?pageSize=200`);
    expect(status).toBe(200);
    const found = body[collection];
    return Array.isArray(found) ? found : [];
  };
  const deployments = await list("deployments");
  const names = new Set(deployments.map((deployment) => asFields(deployment)?.["name"]));
  for (const deployment of deployments) expect(deploymentJson.safeParse(deployment).error).toBeUndefined();
  for (const found of await list("routers")) {
    const router = routerJson.parse(found);
    expect(router.deployments.length).toBeGreaterThan(0);
    expect([...names]).toEqual(expect.arrayContaining([...router.deployments]));
    expect(router.weightedRandom === undefined).not.toBe(router.evenLoad === undefined);
  }
}
