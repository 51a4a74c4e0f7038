import { z } from "zod";
import { studyFields } from "./studyFields.ts";

const description = [
  "A study: one scenario played in many cells that differ by parameters, strategy and seed, for `shuntyard sweep`.",
  "Rules that span several fields are not in it, nor what the scenario says to the values:",
  "`shuntyard sweep --dry-run` knows them all.",
].join(" ");

/** The JSON Schema (draft-07) of a study file, for editors and other tools. */
export function studyJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(z.strictObject({ ...studyFields }), { target: "draft-7", io: "input" });
  return { $schema, title: "Shuntyard study", description, ...schema };
}
