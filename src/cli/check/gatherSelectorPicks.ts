import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Expectation } from "../../check/expectation.ts";
import { playSelectors } from "../../check/selector/playSelectors.ts";
import type { SelectorSource } from "./checkRequest.ts";
import type { Gathered, GatherPorts } from "./gathered.ts";

/** Has the picks made by selectors on worker threads. */
export async function gatherSelectorPicks(
  source: SelectorSource,
  expectation: Expectation,
  { progress, signal }: GatherPorts,
): Promise<Gathered> {
  const { what, deployments, requests, seed, workers } = source;
  const instances = Math.min(source.instances, requests);
  const played = await playSelectors({
    ...{ deployments, expectation, requests, instances, seed, signal },
    what: what.kind === "module" ? { kind: "module", url: pathToFileURL(resolve(what.path)).href } : what,
    workers: workers ?? availableParallelism(),
    onProgress: ({ picks }) => progress.update({ done: picks, planned: requests, noun: "requests" }),
    onNote: (sentence) => progress.note(sentence),
  });
  if (played.kind === "mistake") {
    const option = what.kind === "module" ? "--module" : "--replicas";
    return { kind: "mistake", sentence: `${option}: ${played.sentence}` };
  }
  const { tally, notes, broken } = played;
  return {
    kind: "picks",
    tally,
    facts: {
      source: what.kind === "module" ? "module" : "selector",
      subject: subjectOf(source),
      ...{ seed, instances, notes },
      placeNoun: "request",
      ordered: true,
      ...(broken === undefined ? {} : { broken }),
    },
  };
}

const shownDeployments = 6;

function subjectOf({ what, deployments }: SelectorSource): string {
  const listed = deployments.slice(0, shownDeployments).map(({ name, replicas, weight }) => {
    const each = weight === 1 ? "" : ` x ${weight}`;
    return `${name} ${replicas}${each}`;
  });
  const more = deployments.length > shownDeployments ? ` and ${deployments.length - shownDeployments} more` : "";
  const name = what.kind === "module" ? what.path : what.strategy;
  return `${name} over ${listed.join(", ")}${more}`;
}
