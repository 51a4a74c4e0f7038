import type { Complain } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import type { JsonDocument } from "../json/jsonDocument.ts";
import { deployment, deploymentName, type WrittenDeployment } from "../schema/deployment.ts";
import { mostDeployments } from "../schema/scenarioFields.ts";
import { readWith } from "./readWith.ts";

/** Deployments by name, in the order of the file; undefined for one that does not fit the schema. */
export type WrittenFleet = ReadonlyMap<string, WrittenDeployment | undefined>;

/** Reads the section `fleet` deployment by deployment; undefined when there are none, or it is no object. */
export function readFleet(document: JsonDocument, value: unknown, complain: Complain): WrittenFleet | undefined {
  const fields = asFields(value);
  if (fields === undefined) {
    complain(["fleet"], expected("an object with the deployments by name", value));
    return undefined;
  }
  const names = document.keys(["fleet"]);
  if (names.length === 0 || names.length > mostDeployments) {
    complain(
      ["fleet"],
      `expected 1 to ${mostDeployments} deployments, got ${names.length === 0 ? "none" : names.length}`,
    );
    return undefined;
  }
  return new Map(
    names.map((name) => {
      readWith(deploymentName, name, ["fleet", name], (path, message) => complain(path, message, "name"));
      return [name, readWith(deployment, fields[name], ["fleet", name], complain)];
    }),
  );
}
