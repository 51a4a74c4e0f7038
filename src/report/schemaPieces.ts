import type { JsonSchema } from "./jsonSchema.ts";

export const text = (description: string): JsonSchema => ({ type: "string", description });
export const count = (description: string): JsonSchema => ({ type: "integer", minimum: 0, description });
export const ms = (description: string): JsonSchema => ({
  type: "number",
  minimum: 0,
  description: `${description} Milliseconds.`,
});
export const probability = (description: string): JsonSchema => ({
  type: "number",
  minimum: 0,
  maximum: 1,
  description,
});
export const names = (description: string): JsonSchema => ({ type: "array", items: { type: "string" }, description });
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: "array", items, description });

export function orNull(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, { type: "null" }] };
}

/** An object with exactly these properties, of which those named optional may be absent. */
export function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

export const described = (description: string, schema: JsonSchema): JsonSchema => ({ description, ...schema });

export const interval = (description: string): JsonSchema =>
  orNull({
    description,
    type: "array",
    prefixItems: [
      { type: "number", minimum: 0, maximum: 1 },
      { type: "number", minimum: 0, maximum: 1 },
    ],
    minItems: 2,
    items: false,
  });
