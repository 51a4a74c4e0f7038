import type { CheckReport } from "../check/report.ts";
import type { JudgedClaim, RunResult } from "../experiment/result.ts";
import { checkFacts } from "./checkHeader.ts";
import { checkInWords } from "./checkInWords.ts";
import { checkVerdict } from "./checkVerdict.ts";
import { byteLength, cutText } from "./cutText.ts";
import { departure, furthestFirst, type PromisedShare, signedPoints } from "./departure.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import { absent, formatCount, formatInterval, formatShare } from "./formatNumber.ts";
import { runFacts } from "./headerLines.ts";
import { type MarkdownBlock, markdownText } from "./markdownBlocks.ts";
import { normalWobble } from "./normalWobble.ts";
import { overallVerdict } from "./overallVerdict.ts";
import { printable } from "./printable.ts";
import { verdictWords } from "./verdictLines.ts";
import { worstFirst } from "./worstFirst.ts";

/** GitHub refuses a summary of more than 1 MiB a step; what else the step writes needs some of it. */
const mostSummaryBytes = 1000 * 1024;
const mostCellBytes = 4096;
const mostReplayBytes = 65_536;

/**
 * A result as Markdown for the summary of a job on GitHub: verdict, claims worst first, deployments, plain words, the
 * command that does it again. Where it would take more than `mostBytes` (at least 192 KiB), rows are left out. Nothing in
 * a name can break out of its place.
 */
export function githubSummary(result: CheckReport | RunResult, mostBytes: number = mostSummaryBytes): string {
  const summary = result.format === "shuntyard-check" ? summaryOfCheck(result) : summaryOfRun(result);
  return markdownText(
    [
      { head: [`### ${cell(`${summary.verdict}: ${summary.title}`)}`, "", cell(summary.facts.join(" · "))], rows: [] },
      claimBlock(summary),
      deploymentBlock(summary),
      { head: [], rows: summary.sentences.map((sentence) => `- ${cell(sentence)}`) },
      { head: replayLines(summary), rows: [] },
    ],
    mostBytes,
  );
}

interface Summary {
  readonly verdict: string;
  readonly title: string;
  readonly facts: readonly string[];
  readonly claims: readonly JudgedClaim[];
  readonly mustFail: readonly string[];
  readonly deployments: readonly SummaryShare[];
  readonly sentences: readonly string[];
  readonly seed: string | null;
  readonly replay: string;
}

interface SummaryShare extends PromisedShare {
  readonly name: string;
  readonly picks: number;
  readonly interval: readonly [number, number] | null;
}

function summaryOfCheck(report: CheckReport): Summary {
  const { subject, claims, deployments, notes, seed, replay } = report;
  return {
    verdict: checkVerdict(report),
    title: subject,
    facts: checkFacts(report),
    ...{ claims, mustFail: [], deployments, seed, replay },
    sentences: [...checkInWords(report), ...notes.map((note) => `Note: ${note}`)],
  };
}

function summaryOfRun(result: RunResult): Summary {
  const { scenario, checks, total, notes, seed, replay } = result;
  const wobble = normalWobble(total.distance);
  return {
    verdict: overallVerdict(result),
    title: scenario.name,
    facts: runFacts(result),
    ...{ claims: checks, mustFail: scenario.mustFail, seed, replay },
    deployments: total.deployments.map(({ name, picks, expectedShare, observedShare, interval }) => ({
      ...{ name, picks, interval },
      ...{ expected: expectedShare, observed: observedShare },
    })),
    sentences: [...(wobble === undefined ? [] : [wobble]), ...notes.map((note) => `Note: ${note}`)],
  };
}

function claimBlock({ claims, mustFail }: Summary): MarkdownBlock {
  if (claims.length === 0) return { head: [], rows: [] };
  const rows = worstFirst(claims).map(({ id, verdict, claim, finding }) => {
    const word = verdict === "pass" ? "pass" : `**${verdictWords[verdict]}**`;
    const marked = mustFail.includes(id) ? " (marked to fail)" : "";
    return `| ${word} | ${cell(`${id}${marked}: ${claim}`)} | ${cell(finding)} |`;
  });
  return { head: ["| verdict | claim | finding |", "| --- | --- | --- |"], rows };
}

function deploymentBlock({ deployments }: Summary): MarkdownBlock {
  if (deployments.length === 0) return { head: [], rows: [] };
  const rows = furthestFirst(deployments).map((share) => {
    const { name, picks, expected, observed, interval } = share;
    const off = expected === null || observed === null ? absent : signedPoints(departure(share));
    const numbers = [formatCount(picks), formatShare(expected), formatShare(observed), formatInterval(interval), off];
    return `| <code>${cell(name)}</code> | ${numbers.join(" | ")} |`;
  });
  const titles = "| deployment | requests | promised | observed | 99.9 % interval | off by |";
  return { head: [titles, "| --- | ---: | ---: | ---: | ---: | ---: |"], rows };
}

function replayLines({ seed, replay }: Summary): readonly string[] {
  const text = printable(replay);
  const again = `${seed === null ? "" : `Seed ${cell(seed)}. `}To do the same again:`;
  if (byteLength(text) > mostReplayBytes) return [`${again} the command is too long for this place; the log has it.`];
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [again, "", `${fence}sh`, text, fence];
}

function cell(text: string): string {
  return escapeMarkdown(cutText(printable(text), mostCellBytes));
}
