import type { Expectation } from "../../check/expectation.ts";
import { PickTally } from "../../check/pickTally.ts";
import { SequentialJudge } from "../../check/sequentialJudge.ts";
import { counted } from "../../experiment/inWords.ts";
import { keptOpen } from "../../live/connection.ts";
import { type ProbeAnswer, type ProbeEnd, probe } from "../../live/probe.ts";
import type { EndpointSource } from "./checkRequest.ts";
import { ConnectionPicks } from "./connectionPicks.ts";
import type { Gathered, GatheredFacts, GatherPorts } from "./gathered.ts";

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
  const connections = new ConnectionPicks();
  let decided = false;
  let look = firstLook;
  let answers = 0;
  let late = 0;
  let closed = 0;
  const onAnswer = (answer: ProbeAnswer): void => {
    answers++;
    progress.update({ done: answers, planned: source.requests, noun: "requests" });
    // What was under way when enough was known is not part of what the decision holds for.
    if (decided) {
      late++;
      return;
    }
    take(answer, tally, connections);
    if (answer.kind === "none" && answer.reason.startsWith(keptOpen)) closed++;
    const due = tally.picks >= look || tally.hasImpossible;
    if (due) look = Math.max(look + 1, Math.ceil(tally.picks * nextLook));
    if (due) decided = sequential.decide(tally) !== undefined;
  };
  const { kind: _, ...job } = source;
  const end = await probe({ ...job, onAnswer, isDecided: () => decided, signal });
  const facts: GatheredFacts = {
    source: "endpoint",
    subject: subjectOf(source),
    seed: null,
    instances: 1,
    placeNoun: "request",
    ordered: true,
    watched: true,
    stopped: decided,
    ...connectionFact(source, connections.inWords(expectation)),
    notes: notesOf(end, { late, closed }, source),
  };
  return end.stopped === "unreachable"
    ? { kind: "error", sentence: unreachableInWords(source, end), tally, facts }
    : { kind: "picks", tally, facts };
}

/** What may help, by the reason. */
const hints: readonly (readonly [RegExp, string])[] = [
  [
    /certificate is (self-signed|signed by)/,
    "; to trust it, set the environment variable NODE_EXTRA_CA_CERTS to a PEM file with it or with the one that signed it",
  ],
  [/^not sent|certificate/, ""],
];

function unreachableInWords({ target }: EndpointSource, { sent, lastError = "no reason given" }: ProbeEnd): string {
  const hint = hints.find(([sign]) => sign.test(lastError))?.[1] ?? "; is it running, and is the URL right?";
  return `${target.origin}${target.pathname} cannot be reached: none of ${counted(sent, "request")} was answered (${lastError})${hint}`;
}

function connectionFact(
  { connectionReuse }: EndpointSource,
  connections: string | undefined,
): Pick<GatheredFacts, "connections"> {
  return connectionReuse && connections !== undefined ? { connections } : {};
}

function take(answer: ProbeAnswer, tally: PickTally, connections: ConnectionPicks): void {
  const at = answer.index + 1;
  if (answer.kind === "none") {
    tally.unattributed(answer.reason, at);
    return;
  }
  const deployment = tally.expectation.deployments.indexOf(answer.name);
  if (deployment >= 0) {
    tally.pick(deployment, at);
    connections.take(answer.connection, deployment);
  } else tally.stranger(answer.name, at);
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

function notesOf(
  { heldBack, sent }: ProbeEnd,
  { late, closed }: { readonly late: number; readonly closed: number },
  { concurrency }: EndpointSource,
): readonly string[] {
  return [
    ...(late > 0
      ? [`${counted(late, "more request")} ${late === 1 ? "was" : "were"} under way when enough was known; not judged.`]
      : []),
    ...(closed > 0
      ? [
          `Connections that were kept open broke under ${counted(closed, "request")}: with --new-connections each request has one of its own.`,
        ]
      : []),
    ...(heldBack > 0
      ? [
          `${counted(heldBack, "request")} of ${sent} ${heldBack === 1 ? "was" : "were"} sent later than planned, because ${concurrency === 1 ? "one was" : `${concurrency} were`} still in flight.`,
        ]
      : []),
    ...(concurrency > 1
      ? [`Up to ${concurrency} requests were in flight at once, so the order of the picks is known only to so many.`]
      : []),
  ];
}
