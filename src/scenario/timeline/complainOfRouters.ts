import { routerMistakes } from "../../routing/routerMistakes.ts";
import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { quote } from "../quote.ts";
import type { WrittenScenario } from "../read/readWritten.ts";
import type { WrittenChange } from "../schema/change.ts";
import { routerUpdateFields } from "../schema/router.ts";
import { complainOfUnknown, type DeploymentNames } from "./deploymentNames.ts";

/** Complains of names that no deployment ever has, of names given twice, and of updates that update nothing. */
export function complainOfRouters(
  { router, timeline }: WrittenScenario,
  names: DeploymentNames,
  complain: Complain,
): void {
  if (router !== undefined) complainOfList(router.deployments, ["router", "deployments"], names, complain);
  for (const [position, { written }] of (timeline ?? []).entries()) {
    if (written !== undefined) complainOfChange(written, ["timeline", position], names, complain);
  }
}

function complainOfChange(written: WrittenChange, path: JsonPath, names: DeploymentNames, complain: Complain): void {
  switch (written.action) {
    case "create-router":
      complainOfList(written.router.deployments, [...path, "router", "deployments"], names, complain);
      break;
    case "update-router":
      if (written.deployments !== undefined) {
        complainOfList(written.deployments, [...path, "deployments"], names, complain);
      } else if (!Object.keys(routerUpdateFields).some((field) => Object.hasOwn(written, field))) {
        const fields = Object.keys(routerUpdateFields).map(quote).join(", ");
        complain(path, `nothing to update: expected at least one of ${fields}`);
      }
      break;
    case "delete-router":
    case "create-deployment":
    case "stale-view":
    case "traffic":
      break;
    default:
      complainOfUnknown(written.deployment, [...path, "deployment"], names, complain);
      break;
  }
}

function complainOfList(list: readonly string[], path: JsonPath, names: DeploymentNames, complain: Complain): void {
  for (const [i, name] of list.entries()) complainOfUnknown(name, [...path, i], names, complain);
  for (const { field, message } of routerMistakes({ id: "router", deployments: list })) {
    const position = /\[(\d+)\]$/.exec(field)?.[1];
    complain(position === undefined ? path : [...path, Number(position)], message);
  }
}
