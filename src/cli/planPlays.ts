import { replicationsFor } from "../experiment/replicationsFor.ts";
import type { ScenarioFile } from "./readScenarios.ts";
import { sharedPath } from "./reportTarget.ts";
import { mostReplications, type RunRequest } from "./runRequest.ts";

/** A scenario and how often it is to be played. */
export interface Play extends ScenarioFile {
  readonly replications: number;
}

export type PlayPlanning =
  | { readonly kind: "plays"; readonly plays: readonly Play[] }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Brings request and scenarios together; mistakes are those that neither has alone. */
export function planPlays(files: readonly ScenarioFile[], request: RunRequest): PlayPlanning {
  const plays = files.map((file) => ({ ...file, replications: replicationsOf(file, request) ?? 0 }));
  const lines = plays.flatMap((play) => replicationMistake(play, request));
  const names = files.map(({ scenario }) => scenario.name);
  const shared = sharedPath([...request.targets, ...request.shardTargets], names);
  if (shared !== undefined) lines.push(`--output: two reports would be written to ${shared}; put {name} in its path`);
  return lines.length > 0 ? { kind: "mistakes", lines } : { kind: "plays", plays };
}

function replicationsOf({ scenario }: ScenarioFile, { replications, requests }: RunRequest): number | undefined {
  if (requests !== undefined) return replicationsFor(scenario, requests);
  return replications ?? scenario.replications;
}

function replicationMistake({ path, replications }: Play, { requests }: RunRequest): readonly string[] {
  if (replications === 0) return [`--requests: ${path} plans no request at all`];
  if (replications <= mostReplications) return [];
  return [
    `--requests: ${requests} requests take ${replications} replications of ${path}, ` +
      `more than the ${mostReplications} allowed: lengthen the scenario or raise its rate`,
  ];
}
