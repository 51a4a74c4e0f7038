import type { JudgedClaim } from "../experiment/result.ts";
import { cutText } from "./cutText.ts";
import { evidenceLines } from "./evidenceLines.ts";
import { formatCount } from "./formatNumber.ts";
import { printable } from "./printable.ts";
import { worstFirst } from "./worstFirst.ts";

/** What GitHub shows of one step: ten errors and ten warnings, messages of 4096 characters, titles of 255. */
const mostOfAKind = 10;
const mostMessageBytes = 4096;
const mostTitleBytes = 255;
const evidenceWidth = 100;

export interface AnnotationOptions {
  /** What was judged: the name of the scenario, or the subject of the check. */
  readonly title: string;
  /** Ids of the claims that are marked to fail. */
  readonly mustFail?: readonly string[];
}

/**
 * Workflow commands for GitHub Actions, worst first: an error for each claim that failed, is in error, or was marked to
 * fail and did not; a warning for each that could not tell. Where there are more than GitHub shows, the last of a kind
 * says how many were left out. Nothing in a name can make a second command.
 */
export function githubAnnotations(claims: readonly JudgedClaim[], options: AnnotationOptions): readonly string[] {
  const { title, mustFail = [] } = options;
  const wrong = worstFirst(claims).flatMap((claim) => fault(claim, mustFail.includes(claim.id)));
  const errors = wrong.filter(({ kind }) => kind === "error");
  const warnings = wrong.filter(({ kind }) => kind === "warning");
  return [...atMostTen(errors, "error", title), ...atMostTen(warnings, "warning", title)];
}

interface Fault {
  readonly kind: "error" | "warning";
  readonly subject: string;
  readonly message: string;
}

function fault(claim: JudgedClaim, mustFail: boolean): readonly Fault[] {
  const { id, verdict, claim: claimed, finding, evidence } = claim;
  const numbers = evidence === undefined ? [] : evidenceLines({ ...evidence, shares: [] }, evidenceWidth);
  const message = [claimed, finding, ...numbers].map(printable).join("\n");
  if (verdict === "inconclusive") return [{ kind: "warning", subject: `${id} is inconclusive`, message }];
  if (verdict === "pass") {
    return mustFail ? [{ kind: "error", subject: `${id} was marked to fail, and did not`, message }] : [];
  }
  const failed = verdict === "error" ? "could not be judged" : mustFail ? "failed, as it was marked to" : "failed";
  return [{ kind: "error", subject: `${id} ${failed}`, message }];
}

function atMostTen(faults: readonly Fault[], kind: Fault["kind"], title: string): readonly string[] {
  if (faults.length <= mostOfAKind) return faults.map((each) => command(each, title));
  const shown = faults.slice(0, mostOfAKind - 1);
  const rest = formatCount(faults.length - shown.length);
  const message = `GitHub shows ten ${kind}s of a step. The report in the log has all of them.`;
  return [...shown, { kind, subject: `and ${rest} more`, message }].map((each) => command(each, title));
}

function command({ kind, subject, message }: Fault, title: string): string {
  const heading = cutText(printable(`${subject} · ${title}`), mostTitleBytes);
  return `::${kind} title=${escapeProperty(heading)}::${escapeMessage(cutText(message, mostMessageBytes))}`;
}

/** As the runner reads it back: percent first, for it begins every escape. */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
