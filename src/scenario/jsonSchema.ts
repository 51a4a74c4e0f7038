import { z } from "zod";
import { scenarioFields } from "./schema/scenarioFields.ts";

const description = [
  "A migration of LLM traffic to rehearse: a router, a fleet of deployments, traffic, a timeline of changes, and checks.",
  "Made from the same source as the validator, but rules that span several fields are not in it (names that must exist,",
  "the order of changes, windows inside the run, shares that make 100%): `shuntyard validate` knows them all.",
].join(" ");

/** The JSON Schema (draft-07) of a scenario file, for editors and other tools. */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(z.strictObject({ ...scenarioFields }), {
    target: "draft-7",
    io: "input",
  });
  return { $schema, title: "Shuntyard scenario", description, ...schema };
}
