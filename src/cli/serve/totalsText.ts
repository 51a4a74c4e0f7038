import type { RequestCount } from "../../gateway/door/doorMetrics.ts";
import { formatCount, formatShare } from "../../report/formatNumber.ts";
import { printable } from "../../report/printable.ts";
import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import { localAccount } from "../localAccount.ts";
import type { Totals } from "./serveVoice.ts";

/** The life of a server in a few lines: how requests ended, and where those of every router went. */
export function totalsText({ lifeMs, counts, cut }: Totals): string {
  const outcomes = [...sumBy(counts, ({ outcome }) => outcome)].map(
    ([outcome, count]) => `${formatCount(count)} ${outcome}`,
  );
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `Served for ${formatDuration(Math.round(lifeMs / 1000) * 1000)}: ${requestsOf(all)}${outcomes.length === 0 ? "" : ` (${outcomes.join(", ")})`}`,
    ...routerLines(counts),
    ...(cut === 0 ? [] : [`${formatCount(cut)} still in flight when the grace was over: cut`]),
  ];
  return `${lines.join("\n")}\n`;
}

function routerLines(counts: readonly RequestCount[]): readonly string[] {
  const routed = counts.filter(({ router, deployment }) => router !== "" && deployment !== "");
  return [...sumBy(routed, nameOf)].map(([name, all]) => {
    const own = routed.filter((count) => nameOf(count) === name);
    const parts = [...sumBy(own, ({ deployment }) => deployment)].map(
      ([deployment, count]) => `${printable(deployment)} ${formatCount(count)} (${formatShare(count / all)})`,
    );
    return `  ${printable(name)}: ${parts.join(", ")}`;
  });
}

function nameOf({ account, router }: RequestCount): string {
  return account === localAccount ? router : `${account}/${router}`;
}

function sumBy(counts: readonly RequestCount[], key: (count: RequestCount) => string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of counts) sums.set(key(each), (sums.get(key(each)) ?? 0) + each.count);
  return sums;
}

function requestsOf(count: number): string {
  return `${formatCount(count)} request${count === 1 ? "" : "s"}`;
}
