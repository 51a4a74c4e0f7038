import type { DeploymentSpec } from "../fleet/deploymentSpec.ts";
import type { ListEntry } from "./read/readList.ts";
import type { WrittenScenario } from "./read/readWritten.ts";
import type { Change } from "./scenario.ts";
import type { WrittenChange } from "./schema/change.ts";
import type { DeploymentNames } from "./timeline/deploymentNames.ts";
import type { Timeline } from "./timeline/resolveTimeline.ts";

/** The deployments of the fleet, then those that the timeline creates; undefined when one of the former is broken. */
export function fleetOf(
  { fleet, timeline: entries }: WrittenScenario,
  timeline: Timeline | undefined,
): readonly DeploymentSpec[] | undefined {
  if (fleet === undefined) return undefined;
  const atStart = [...fleet].flatMap(([name, spec]) => (spec === undefined ? [] : [{ name, createdAtMs: 0, ...spec }]));
  if (atStart.length < fleet.size) return undefined;
  const later = (timeline?.changes ?? []).flatMap(({ position, change }) =>
    createdBy(entries?.[position]?.written, change),
  );
  return [...atStart, ...later];
}

function createdBy(written: WrittenChange | undefined, { atMs }: Change): readonly DeploymentSpec[] {
  if (written?.action !== "create-deployment") return [];
  return [{ name: written.deployment, createdAtMs: atMs, ...written.spec }];
}

/** All names that deployments have or may have; an entry too broken to say what it does may have created one. */
export function namesOf({ fleet, timeline }: WrittenScenario): DeploymentNames {
  const created = (timeline ?? []).flatMap(createdName);
  return {
    all: new Set([...(fleet?.keys() ?? []), ...created]),
    complete: fleet !== undefined && timeline !== undefined,
  };
}

function createdName({ written, raw }: ListEntry<WrittenChange>): readonly string[] {
  if (written !== undefined) return written.action === "create-deployment" ? [written.deployment] : [];
  const { deployment } = raw;
  return typeof deployment === "string" ? [deployment] : [];
}
