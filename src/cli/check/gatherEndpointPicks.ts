import type { Expectation } from "../../check/expectation.ts";
import { PickTally } from "../../check/pickTally.ts";
import { SequentialJudge } from "../../check/sequentialJudge.ts";
import { counted } from "../../experiment/inWords.ts";
import { type ProbeAnswer, type ProbeEnd, probe } from "../../live/probe.ts";
import type { EndpointSource } from "./checkRequest.ts";
import type { Gathered, GatherPorts } from "./gathered.ts";

/** A look at the evidence costs more than a request: the first after so many, the next after a hundredth more. */
const firstLook = 20;
const nextLook = 1.01;

/** Asks the endpoint until enough is known, at most as often as planned. */
export async function gatherEndpointPicks(
  source: EndpointSource,
  expectation: Expectation,
  { progress, signal }: GatherPorts,
): Promise<Gathered> {
  const tally = new PickTally(expectation);
  const sequential = new SequentialJudge(expectation);
  let decided = false;
  let look = firstLook;
  let answers = 0;
  const onAnswer = (answer: ProbeAnswer): void => {
    answers++;
    take(answer, tally);
    const due = tally.picks >= look || tally.hasImpossible;
    if (due) look = Math.max(look + 1, Math.ceil(tally.picks * nextLook));
    if (due && !decided) decided = sequential.decide(tally) !== undefined;
    progress.update({ done: answers, planned: source.requests, noun: "requests" });
  };
  const { kind: _, ...job } = source;
  const end = await probe({ ...job, onAnswer, isDecided: () => decided, signal });
  if (end.stopped === "unreachable") {
    return {
      kind: "error",
      sentence: `${source.target.href} cannot be reached: none of ${counted(end.sent, "request")} was answered (${end.lastError ?? "no reason given"}); is it running, and is the URL right?`,
    };
  }
  return {
    kind: "picks",
    tally,
    facts: {
      source: "endpoint",
      subject: subjectOf(source),
      seed: null,
      instances: 1,
      placeNoun: "request",
      ordered: true,
      watched: true,
      stopped: decided,
      notes: notesOf(end, source),
    },
  };
}

function take(answer: ProbeAnswer, tally: PickTally): void {
  const at = answer.index + 1;
  if (answer.kind === "none") {
    tally.unattributed(answer.reason, at);
    return;
  }
  const deployment = tally.expectation.deployments.indexOf(answer.name);
  if (deployment >= 0) tally.pick(deployment, at);
  else tally.stranger(answer.name, at);
}

function subjectOf({ target, method, attribution }: EndpointSource): string {
  const { origin, pathname } = target;
  const by =
    attribution.kind === "header"
      ? `header ${attribution.name}`
      : attribution.kind === "json"
        ? `field ${attribution.path} of the body`
        : `pattern ${attribution.pattern.source}`;
  return `${method} ${origin}${pathname}, deployment by ${by}`;
}

function notesOf({ heldBack, sent }: ProbeEnd, { concurrency }: EndpointSource): readonly string[] {
  return [
    ...(heldBack > 0
      ? [
          `${counted(heldBack, "request")} of ${sent} were sent later than planned, because ${concurrency === 1 ? "one was" : `${concurrency} were`} still in flight.`,
        ]
      : []),
    ...(concurrency > 1
      ? [`Up to ${concurrency} requests were in flight at once, so the order of the picks is known only to so many.`]
      : []),
  ];
}
