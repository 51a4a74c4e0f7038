import { meets, type Ratio } from "./ratio.ts";
import type { Bar, Claim } from "./subject.ts";

export interface Row {
  readonly subject: string;
  readonly claim: Claim;
  readonly ratio: Ratio;
}

/** One Markdown table of all ratios: what, median, range over the rounds, bar, and whether it is met. */
export function ratioTable(rows: readonly Row[]): string {
  const cells = [["subject", "what", "ratio", "rounds from … to", "bar", ""], ...rows.map(cellsOf)];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

function cellsOf({ subject, claim, ratio }: Row): readonly string[] {
  const bar = claim.bar === undefined ? "" : barInWords(claim.bar);
  if (ratio.kind === "absent") return [subject, claim.what, ratio.reason, "", bar, "not measured"];
  const { median, min, max } = ratio;
  const judgement = claim.bar === undefined ? "" : meets(claim.bar, median) ? "met" : "MISSED";
  return [subject, claim.what, figure(median), `${figure(min)} … ${figure(max)}`, bar, judgement];
}

function barInWords(bar: Bar): string {
  return "atMost" in bar ? `<= ${bar.atMost}` : `>= ${bar.atLeast}`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
