import { z } from "zod";
import { asFields } from "../../scenario/json/asFields.ts";
import { httpStatuses } from "./canonicalError.ts";
import type { Route } from "./route.ts";
import { deploymentJson, maskedDeploymentJson } from "./schema/deploymentJson.ts";
import { errorJson } from "./schema/errorJson.ts";
import { maskedRouterJson, routerJson } from "./schema/routerJson.ts";

type Json = Readonly<Record<string, unknown>>;

const title = "Shuntyard control plane";
const description = [
  "Routers and deployments as resources. A router splits the requests that name it over deployments, by replica counts.",
  "Every mistake of a request is told at once, in `details`.",
].join(" ");

/** Where the document itself is, for everybody. */
export const documentPath = "/openapi.json";

const documentOperation: Json = {
  operationId: "getOpenApiDocument",
  summary: "Get this document.",
  security: [],
  responses: { "200": { description: "Done.", content: jsonContent({ type: "object" }) } },
};

/** Schemas that have a name of their own in the document. */
const named: readonly (readonly [string, z.core.$ZodType])[] = [
  ["Router", routerJson],
  ["MaskedRouter", maskedRouterJson],
  ["Deployment", deploymentJson],
  ["MaskedDeployment", maskedDeploymentJson],
  ["Error", errorJson],
];

/** The OpenAPI 3.1 document of the calls, from the very schemas that requests are read with and answers are made by. */
export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route);
    paths[route.path] = path;
  }
  paths[documentPath] = { get: documentOperation };
  return {
    openapi: "3.1.0",
    info: { title, description, version: "v1" },
    paths,
    components: { schemas: componentSchemas(), securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    security: [{ key: [] }],
  };
}

function componentSchemas(): Json {
  return Object.fromEntries(named.map(([name, schema]) => [name, jsonSchema(schema, "output", schema)]));
}

function operation({ path, operationId, summary, query, body, answer }: Route): Json {
  return {
    operationId,
    summary,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body === undefined ? {} : { requestBody: { content: jsonContent(jsonSchema(body, "input")) } }),
    responses: {
      "200": { description: "Done.", content: jsonContent(jsonSchema(answer, "output")) },
      ...Object.fromEntries(errorStatuses.map(errorResponse)),
    },
  };
}

const errorStatuses: readonly number[] = [...new Set(Object.values(httpStatuses))];

function errorResponse(status: number): readonly [string, Json] {
  const codes = Object.entries(httpStatuses).filter(([, of]) => of === status);
  const names = codes.map(([code]) => code).join(" or ");
  return [String(status), { description: names, content: jsonContent(jsonSchema(errorJson, "output")) }];
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType): readonly Json[] {
  const properties = asFields(jsonSchema(query, "input")["properties"]) ?? {};
  return Object.entries(properties).map(([name, property]) => {
    const { description: told, ...schema } = asFields(property) ?? {};
    return { name, in: "query", description: told, schema };
  });
}

function jsonContent(schema: Json): Json {
  return { "application/json": { schema } };
}

function jsonSchema(root: z.core.$ZodType, io: "input" | "output", spelledOut?: z.core.$ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(root, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const schema: z.core.$ZodType = zodSchema;
      const name = named.find(([, one]) => one === schema)?.[0];
      if (name === undefined || schema === spelledOut) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.$ref = `#/components/schemas/${name}`;
    },
  });
  return rest;
}
