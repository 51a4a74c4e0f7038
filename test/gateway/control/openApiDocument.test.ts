import { Validator } from "@seriousme/openapi-schema-validator";
import { fastify } from "fastify";
import { describe, expect, it, test } from "vitest";
import { z } from "zod";
import { namedStream } from "../../../src/engine/seed.ts";
import { controlPlane } from "../../../src/gateway/control/controlPlane.ts";
import { deploymentFields, deploymentJson } from "../../../src/gateway/control/schema/deploymentJson.ts";
import { routerFields, routerJson } from "../../../src/gateway/control/schema/routerJson.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import { bobKey, controlWorld, deployments, type Method, type Reply, routers } from "./controlWorld.ts";

type Json = Readonly<Record<string, unknown>>;

function at(value: unknown, ...keys: readonly string[]): Json {
  return asFields(keys.reduce((inner: unknown, key) => asFields(inner)?.[key], value)) ?? {};
}

async function documentOf(): Promise<Json> {
  const world = await controlWorld();
  return (await world.call("GET", "/openapi.json", undefined, "")).body;
}

describe("the document", () => {
  it("is good OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...(await documentOf()) });
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("has every call that the server takes, and no other", async () => {
    const taken: string[] = [];
    const server = fastify();
    server.addHook("onRoute", ({ method, url }) => {
      const path = url.replaceAll(/(?<!:):(\w+)(\([^)]*\))?/g, "{$1}").replace("::", ":");
      taken.push(`${String(method).toLowerCase()} ${path}`);
    });
    const store = memoryResourceStore();
    await server.register(
      controlPlane({
        store,
        now: () => 0,
        random: namedStream("1", "control", 0),
        fleet: {
          restore: () => {},
          replicaStats: () => ({
            pendingSchedulingReplicaCount: 0,
            downloadingModelReplicaCount: 0,
            initializingReplicaCount: 0,
            readyReplicaCount: 0,
          }),
        },
        gateways: { oldestVersion: () => 0 },
      }),
    );
    await server.close();
    store.close();
    const { paths } = await documentOf();
    const told = Object.entries(at(paths)).flatMap(([path, item]) =>
      Object.keys(at(item)).map((method) => `${method} ${path}`),
    );
    expect(taken.sort()).toEqual(told.sort());
    expect(told).toHaveLength(12);
  });

  it("names the parameters of a list and the fields that a router must have", async () => {
    const { paths } = await documentOf();
    const list = at(paths, "/v1/accounts/{account}/routers", "get");
    const names = Array.isArray(list["parameters"]) ? list["parameters"].map(({ name }) => name) : [];
    expect(names).toEqual(["account", "pageSize", "pageToken", "filter", "orderBy", "readMask"]);
    const create = at(paths, "/v1/accounts/{account}/routers", "post", "requestBody", "content", "application/json");
    expect(at(create, "schema")["required"]).toEqual(["deployments"]);
  });
});

describe("answers", () => {
  test("fit the schemas of the document", async () => {
    const world = await controlWorld();
    const document = (await world.call("GET", "/openapi.json", undefined, "")).body;
    const seen = new Set<string>();
    const call = async (method: Method, path: string, url: string, body?: unknown, key?: string): Promise<Reply> => {
      const reply = await world.call(method, url, body, key);
      const response = at(document, "paths", path, method.toLowerCase(), "responses", String(reply.status));
      const schema = resolved(at(response, "content", "application/json", "schema"), document);
      expect(schema).not.toEqual({});
      expect(z.fromJSONSchema({ ...schema }).safeParse(reply.body).error).toBeUndefined();
      seen.add(`${method} ${path} ${reply.status}`);
      return reply;
    };
    const [some, one] = ["/v1/accounts/{account}/deployments", "/v1/accounts/{account}/deployments/{deployment}"];
    const [all, single] = ["/v1/accounts/{account}/routers", "/v1/accounts/{account}/routers/{router}"];
    await call("POST", some, `${deployments}?deploymentId=d`, { mock: { profile: "llama2-70b-h100-tp8" } });
    await call("POST", some, `${deployments}?deploymentId=e`, { external: { baseUrls: ["http://x"] } });
    await call("POST", some, `${deployments}?deploymentId=e`, {});
    await call("POST", some, deployments, { weight: "x" });
    await call("GET", some, `${deployments}?pageSize=1`);
    await call("GET", some, `${deployments}?readMask=name,replicaStats.readyReplicaCount`);
    await call("GET", some, deployments, undefined, "wrong");
    await call("GET", some, deployments, undefined, bobKey);
    await call("GET", one, `${deployments}/d`);
    await call("GET", one, `${deployments}/gone`);
    await call("PATCH", one, `${deployments}/d`, { displayName: "x" });
    await call("PATCH", `${one}:scale`, `${deployments}/d:scale`, { replicaCount: 3 });
    await call("POST", all, `${routers}?routerId=r`, { deployments: ["d", "e"], evenLoad: {} });
    await call("POST", all, routers, { deployments: ["d"], aliases: ["x"], public: true });
    await call("GET", all, `${routers}?filter=displayName:a`);
    await call("GET", single, `${routers}/r`);
    await call("GET", single, `${routers}/r?readMask=evenLoad`);
    await call("PATCH", single, `${routers}/r`, { weightedRandom: {} });
    await call("DELETE", one, `${deployments}/d`);
    await call("DELETE", single, `${routers}/r`);
    await call("DELETE", one, `${deployments}/e`);
    const paths = [`POST ${some}`, `GET ${some}`, `GET ${one}`, `PATCH ${one}`, `PATCH ${one}:scale`, `DELETE ${one}`];
    const others = [`POST ${all}`, `GET ${all}`, `GET ${single}`, `PATCH ${single}`, `DELETE ${single}`];
    for (const path of [...paths, ...others]) expect([...seen]).toContain(`${path} 200`);
    for (const status of [400, 401, 403, 404, 409]) expect([...seen].join()).toContain(` ${status}`);
  });
});

describe("the fields of a resource", () => {
  test.each([
    ["router", routerFields, routerJson],
    ["deployment", deploymentFields, deploymentJson],
  ] as const)("of a %s are those of its schema, each of its kind", (_name, fields, schema) => {
    const read = new Map(fieldsIn(z.toJSONSchema(schema)));
    expect([...fields.keys()]).toEqual([...read.keys()]);
    for (const [name, { kind }] of fields) expect([name, fitting[kind]]).toEqual([name, read.get(name)]);
  });

  const fitting = {
    text: "string",
    name: "string",
    time: "string",
    duration: "string",
    choice: "string",
    number: "number",
    boolean: "boolean",
    texts: "array",
    names: "array",
    object: "object",
  } as const;

  function fieldsIn(schema: unknown, above = ""): readonly (readonly [string, unknown])[] {
    return Object.entries(at(schema, "properties")).flatMap(([key, property]) => {
      const type = at(property)["type"];
      return [[above + key, type === "integer" ? "number" : type] as const, ...fieldsIn(property, `${above}${key}.`)];
    });
  }
});

/** The schema with the named ones that it refers to written out. */
function resolved(schema: Json, document: Json): Json {
  const text = JSON.stringify(schema, (_key, value: unknown) => {
    const reference = asFields(value)?.["$ref"];
    return typeof reference === "string" ? at(document, ...reference.split("/").slice(1)) : value;
  });
  return at(JSON.parse(text));
}
