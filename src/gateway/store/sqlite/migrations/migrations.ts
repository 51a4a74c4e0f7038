import { createResources } from "./createResources.ts";
import type { Migration } from "./migration.ts";

/** All steps, from an empty file to the schema that this program knows. */
export const migrations: readonly Migration[] = [createResources];
