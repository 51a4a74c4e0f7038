import type { CheckClaim } from "../../src/check/report.ts";
import type { Exhibit } from "./exhibit.ts";
import type { Catch } from "./visit.ts";

export interface Caught {
  readonly exhibit: Exhibit;
  /** One a seed. */
  readonly catches: readonly Catch[];
}

const claimInWords: Readonly<Record<CheckClaim["kind"], string>> = {
  source: "source",
  answers: "no answer",
  destinations: "destinations",
  attribution: "attribution",
  split: "split",
  order: "order",
};

/** The museum as a page of the docs. */
export function museumPage(all: readonly Caught[], seeds: number): string {
  return `# The bug museum

Selectors broken the way real ones were, and after how many requests a check at the default error rates (at most one false
alarm in a thousand million checks) fails each of them. Looked at every 10 requests up to 1000, then in steps of 1 %, with
${seeds} seeds. A claim is what the report says is wrong: *destinations* (a request went where none was promised), *no answer*,
*split*, or *order*. The healthy twin of each, same promise, same requests, is not failed. Each bug is a file of
[test/museum/bugs](../test/museum/bugs). The tests compare this page; \`npm run museum\` writes it anew.

| bug | where it was seen | promised | caught after, median | worst | by |
| --- | --- | --- | ---: | ---: | --- |
${all.map(row).join("\n")}
`;
}

function row({ exhibit, catches }: Caught): string {
  const sorted = catches.map(({ requests }) => requests).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const worst = sorted.at(-1) ?? 0;
  const kinds = [...new Set(catches.flatMap(({ claims }) => claims))].map((kind) => claimInWords[kind]);
  const cells = [exhibit.name, linked(exhibit.story), promiseInWords(exhibit), grouped(median), grouped(worst)];
  return `| ${[...cells, kinds.join(", ")].map(escaped).join(" | ")} |`;
}

const orderInWords: Readonly<Record<Exhibit["order"], string>> = {
  independent: "independent draws",
  smooth: "dealt out evenly",
  any: "any order",
};

function promiseInWords({ deployments, order, instances }: Exhibit): string {
  const split = deployments.map(
    ({ name, weight, replicas }) => `${name} ${weight}${replicas === 1 ? "" : ` × ${replicas}`}`,
  );
  const selectors = instances > 1 ? `, ${instances} selectors` : "";
  return `${split.join(", ")}: ${orderInWords[order]}${selectors}`;
}

/** "owner/name#12" as a link to that thread. */
function linked(story: string): string {
  return story.replaceAll(
    /([\w.-]+\/[\w.-]+)#(\d+)/g,
    (thread, repository, number) => `[${thread}](https://github.com/${repository}/issues/${number})`,
  );
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, " ");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("*", "\\*");
}
