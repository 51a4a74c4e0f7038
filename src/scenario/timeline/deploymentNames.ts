import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";

/** Names that a scenario may use for its deployments, whenever they exist. */
export interface DeploymentNames {
  readonly all: ReadonlySet<string>;
  /** False when the fleet or the timeline could not be read: there may be more. */
  readonly complete: boolean;
}

/** Complains of a name that no deployment of the scenario ever has. */
export function complainOfUnknown(
  name: string,
  path: JsonPath,
  names: DeploymentNames,
  complain: Complain,
  part: "name" | "value" = "value",
): void {
  if (!names.complete || names.all.has(name)) return;
  complain(path, () => `there is no deployment ${quote(name)}${didYouMean(name, names.all)}`, part);
}
