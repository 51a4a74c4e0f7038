import { z } from "zod";
import type { RouterSpec } from "../../routing/router.ts";
import { change, type WrittenChange } from "./change.ts";
import { check, type WrittenCheck } from "./check.ts";
import { deployment, deploymentName, type WrittenDeployment } from "./deployment.ts";
import { duration, positiveDuration } from "./duration.ts";
import { expecting } from "./expecting.ts";
import { label, prose, textUpTo } from "./name.ts";
import { wholeNumber } from "./number.ts";
import { router } from "./router.ts";
import { traffic, type WrittenTraffic } from "./traffic.ts";

/** Every field that a scenario may have: the one source of the validator and of the published JSON Schema. */
export interface ScenarioFields {
  readonly $schema: z.ZodExactOptional<z.ZodType<string>>;
  readonly version: z.ZodType<1>;
  readonly name: z.ZodType<string>;
  readonly description: z.ZodPrefault<z.ZodType<string>>;
  readonly seed: z.ZodPrefault<z.ZodType<string>>;
  readonly duration: z.ZodType<number>;
  readonly drainLimit: z.ZodPrefault<z.ZodType<number>>;
  readonly replications: z.ZodPrefault<z.ZodType<number>>;
  readonly router: z.ZodType<RouterSpec>;
  readonly fleet: z.ZodType<Readonly<Record<string, WrittenDeployment>>>;
  readonly traffic: z.ZodType<WrittenTraffic>;
  readonly timeline: z.ZodPrefault<z.ZodType<readonly WrittenChange[]>>;
  readonly checks: z.ZodPrefault<z.ZodType<readonly WrittenCheck[]>>;
  readonly mustFail: z.ZodPrefault<z.ZodType<readonly string[]>>;
}

export const mostDeployments = 1024;
export const mostChanges = 2000;
export const mostChecks = 1000;

const hexadecimal = expecting("1 to 32 hexadecimal digits");

export const scenarioFields: ScenarioFields = {
  $schema: textUpTo("Where editors find the JSON Schema of this file.", 2000).exactOptional(),
  version: z.literal(1).meta({ description: "Version of the scenario language." }),
  name: label("Name of the scenario: what happens in it."),
  description: prose("One paragraph: what happens, and what the reader should see.").prefault(""),
  seed: z
    .string({ error: hexadecimal })
    .regex(/^[0-9A-Fa-f]{1,32}$/, { error: hexadecimal })
    .toLowerCase()
    .meta({ description: "Hexadecimal digits from which all chance comes: the same seed gives the same run." })
    .prefault("1"),
  duration: positiveDuration("Length of the run: arrivals stop at its end.", "30m"),
  drainLimit: duration("Longest time after the end that requests in flight may take.", "10m").prefault("10m"),
  replications: wholeNumber("Independent replications that a run plays.", 1, 100_000).prefault(20),
  router,
  fleet: z.record(deploymentName, deployment).meta({
    description: "The deployments that exist at the start, by name.",
    minProperties: 1,
    maxProperties: mostDeployments,
  }),
  traffic,
  timeline: z
    .array(change)
    .max(mostChanges)
    .meta({ description: "The changes, in the order of their `at`." })
    .prefault([]),
  checks: z.array(check).max(mostChecks).meta({ description: "The claims that a run judges." }).prefault([]),
  mustFail: z
    .array(label("Id of a check."))
    .max(mostChecks)
    .meta({ description: "Checks that must fail for the scenario to be as its description says." })
    .prefault([]),
};
