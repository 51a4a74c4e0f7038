import type { ReplicaSpec } from "../fleet/deploymentSpec.ts";
import { complainOfMustFail } from "./checks/complainOfMustFail.ts";
import { resolveChecks } from "./checks/resolveChecks.ts";
import type { Complain } from "./complaints.ts";
import { fleetOf, namesOf } from "./fleetOf.ts";
import type { JsonDocument } from "./json/jsonDocument.ts";
import type { WrittenScenario } from "./read/readWritten.ts";
import type { Scenario } from "./scenario.ts";
import type { ArrivalsReader } from "./timeline/arrivalsReader.ts";
import { complainOfRouters } from "./timeline/complainOfRouters.ts";
import { resolveTimeline } from "./timeline/resolveTimeline.ts";
import { walkControlPlane } from "./timeline/walkControlPlane.ts";
import { trafficOf } from "./trafficOf.ts";

/**
 * Finds out what a written scenario means, and complains of whatever contradicts itself wherever the sections in question
 * could be read. Undefined when a part is missing; otherwise good only if nothing was complained of.
 */
export function resolveScenario(
  written: WrittenScenario,
  document: JsonDocument,
  reader: ArrivalsReader,
  complain: Complain,
): Scenario | undefined {
  const { router, durationMs, mustFail } = written;
  const arrivals = written.traffic && reader.read(written.traffic.arrivals, ["traffic", "arrivals"]);
  const timeline = written.timeline && resolveTimeline(written.timeline, { durationMs, arrivals }, reader, complain);
  const fleet = fleetOf(written, timeline);
  const names = namesOf(written);
  complainOfRouters(written, names, complain);
  if (router !== undefined && fleet !== undefined && timeline?.complete) {
    walkControlPlane({ router, fleet }, timeline.changes, complain);
  }
  const checks =
    written.checks &&
    resolveChecks(
      written.checks.map((entry, position) => ({
        ...entry,
        expectNames: document.keys(["checks", position, "expect"]),
      })),
      { durationMs, names, replicas: replicaKinds(written), changes: timeline?.byId },
      complain,
    );
  if (checks !== undefined) complainOfMustFail(mustFail ?? [], checks.ids, complain);
  const traffic = trafficOf({ traffic: written.traffic, arrivals, fleet, timeline }, complain);
  const { name, description, seed, drainLimitMs, replications } = written;
  if (name === undefined || description === undefined || seed === undefined || mustFail === undefined) return undefined;
  if (durationMs === undefined || drainLimitMs === undefined || replications === undefined) return undefined;
  if (router === undefined || fleet === undefined || traffic === undefined) return undefined;
  if (timeline === undefined || checks === undefined) return undefined;
  return {
    name,
    description,
    seed,
    durationMs,
    drainLimitMs,
    replications,
    router,
    fleet,
    traffic,
    timeline: timeline.changes.map(({ change }) => change),
    checks: checks.checks,
    mustFail,
  };
}

function replicaKinds({ fleet, timeline }: WrittenScenario): ReadonlyMap<string, ReplicaSpec["kind"]> {
  const atStart = [...(fleet ?? [])].flatMap(([name, spec]) =>
    spec === undefined ? [] : [[name, spec.replica.kind] as const],
  );
  const later = (timeline ?? []).flatMap(({ written }) =>
    written?.action === "create-deployment" ? [[written.deployment, written.spec.replica.kind] as const] : [],
  );
  return new Map([...later, ...atStart]);
}
