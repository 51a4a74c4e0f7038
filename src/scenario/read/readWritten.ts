import type { RouterSpec } from "../../routing/router.ts";
import type { Complain } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import type { JsonDocument } from "../json/jsonDocument.ts";
import type { WrittenChange } from "../schema/change.ts";
import { change } from "../schema/change.ts";
import type { WrittenCheck } from "../schema/check.ts";
import { check } from "../schema/check.ts";
import { mostChanges, mostChecks, scenarioFields } from "../schema/scenarioFields.ts";
import type { WrittenTraffic } from "../schema/traffic.ts";
import { readFleet, type WrittenFleet } from "./readFleet.ts";
import { type ListEntry, readList } from "./readList.ts";
import { readWith, unknownField } from "./readWith.ts";

/** A scenario as it is written, section by section; undefined for what does not fit the schema. */
export interface WrittenScenario {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly seed: string | undefined;
  readonly durationMs: number | undefined;
  readonly drainLimitMs: number | undefined;
  readonly replications: number | undefined;
  readonly router: RouterSpec | undefined;
  readonly fleet: WrittenFleet | undefined;
  readonly traffic: WrittenTraffic | undefined;
  readonly timeline: readonly ListEntry<WrittenChange>[] | undefined;
  readonly checks: readonly ListEntry<WrittenCheck>[] | undefined;
  readonly mustFail: readonly string[] | undefined;
}

/** Reads every section for itself and complains of all that does not fit; undefined when the document is no object. */
export function readWritten(document: JsonDocument, complain: Complain): WrittenScenario | undefined {
  const root = asFields(document.value);
  if (root === undefined) {
    complain([], expected("an object with the fields of a scenario", document.value));
    return undefined;
  }
  complainOfUnknownFields(root, complain);
  const fields = scenarioFields;
  readWith(fields.$schema.optional(), root["$schema"], ["$schema"], complain);
  readWith(fields.version, root["version"], ["version"], complain);
  return {
    name: readWith(fields.name, root["name"], ["name"], complain),
    description: readWith(fields.description, root["description"], ["description"], complain),
    seed: readWith(fields.seed, root["seed"], ["seed"], complain),
    durationMs: readWith(fields.duration, root["duration"], ["duration"], complain),
    drainLimitMs: readWith(fields.drainLimit, root["drainLimit"], ["drainLimit"], complain),
    replications: readWith(fields.replications, root["replications"], ["replications"], complain),
    router: readWith(fields.router, root["router"], ["router"], complain),
    fleet: readFleet(document, root["fleet"], complain),
    traffic: readWith(fields.traffic, root["traffic"], ["traffic"], complain),
    timeline: readList("timeline", root["timeline"], change, mostChanges, complain),
    checks: readList("checks", root["checks"], check, mostChecks, complain),
    mustFail: readWith(fields.mustFail, root["mustFail"], ["mustFail"], complain),
  };
}

function complainOfUnknownFields(root: Readonly<Record<string, unknown>>, complain: Complain): void {
  const names = Object.keys(scenarioFields);
  for (const key of Object.keys(root)) {
    if (!Object.hasOwn(scenarioFields, key)) complain([key], () => unknownField(key, names), "name");
  }
}
