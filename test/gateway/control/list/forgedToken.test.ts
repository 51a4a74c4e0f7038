import fc from "fast-check";
import { expect, it } from "vitest";
import { pageTokens } from "../../../../src/gateway/control/list/pageToken.ts";
import { type ControlWorld, controlWorld, deployments, routers } from "../controlWorld.ts";

const secret = "a secret that somebody has found out";
const tokens = pageTokens(Buffer.from(secret, "utf8"));

const values = fc.array(fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant("a")), {
  maxLength: 3,
});
const orders = fc.constantFrom("", "name desc", "displayName", "createTime", "public", "state desc", "public, name");

/** A world whose secret is out, with three routers. */
async function leakyWorld(): Promise<ControlWorld> {
  const world = await controlWorld({ tokenSecret: secret });
  await world.call("POST", `${deployments}?deploymentId=d`, {});
  for (const id of ["a", "b", "c"]) await world.call("POST", `${routers}?routerId=${id}`, { deployments: ["d"] });
  return world;
}

it("a token with good signature and values that the order cannot have is refused by field; no token is a fault", async () => {
  const world = await leakyWorld();
  await fc.assert(
    fc.asyncProperty(values, fc.constantFrom("a", "b", "", "\u0000"), orders, async (forged, id, orderBy) => {
      const token = tokens.write({ values: forged, id }, ["routers", "alice", "50", "", orderBy, ""]);
      const query = `orderBy=${encodeURIComponent(orderBy)}&pageToken=${encodeURIComponent(token)}`;
      const { status, body } = await world.call("GET", `${routers}?${query}`);
      if (status !== 200) {
        expect(status).toBe(400);
        const description = expect.stringContaining("expected nextPageToken of the page before");
        expect(body["details"]).toEqual([{ field: "pageToken", description }]);
      }
      expect(world.faults).toEqual([]);
    }),
  );
});

it.each([
  ["", [1], "a"],
  ["", ["b"], "a"],
  ["", ["a", "a"], "a"],
  ["", [], "a"],
  ["displayName", [true], "a"],
  ["createTime", ["2025-11-22T08:30:00.000Z"], "a"],
  ["public", ["true"], "a"],
  ["public, name", [true], "a"],
])("in the order %j the values %j are no position", async (orderBy, forged, id) => {
  const world = await leakyWorld();
  const token = tokens.write({ values: forged, id }, ["routers", "alice", "50", "", orderBy, ""]);
  const query = `orderBy=${encodeURIComponent(orderBy)}&pageToken=${encodeURIComponent(token)}`;
  expect(await world.call("GET", `${routers}?${query}`)).toMatchObject({
    status: 400,
    body: { code: "INVALID_ARGUMENT" },
  });
});
