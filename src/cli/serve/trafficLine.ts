import { clipText } from "../../report/clipText.ts";
import { displayWidth } from "../../report/displayWidth.ts";
import { formatCount } from "../../report/formatNumber.ts";
import { counted } from "../counted.ts";
import type { RouterReading, ShareReading, TrafficReading } from "./trafficMeter.ts";

/** How much a line says, and how short names may become for it. */
interface Style {
  readonly unit: " requests/s" | "/s";
  readonly namesRouter: boolean;
  readonly shortestName: number;
}

/** From the widest on. */
const styles: readonly Style[] = [
  { unit: " requests/s", namesRouter: true, shortestName: 12 },
  { unit: "/s", namesRouter: true, shortestName: 8 },
  { unit: "/s", namesRouter: false, shortestName: 4 },
];
const longestName = 40;
/** A space, a share and another one in brackets. */
const narrowestCell = " 0.0 % (0)".length + 4;

/**
 * One line on how a server fares, in at most `width` columns: what holds for the whole server, then the busiest router
 * with its observed split and the expected one in brackets. Where it is narrow names become shorter, words are left out,
 * deployments are counted instead of shown; in the end the line is cut.
 */
export function trafficLine(reading: TrafficReading, width: number): string {
  const [router] = reading.routers;
  if (router === undefined) return clipText(wholeServer(reading, " requests/s"), width);
  const most = Math.min(router.shares.length, Math.floor(width / narrowestCell));
  for (let shown = most; shown > 0; shown--) {
    for (const style of styles) {
      const line = fittingLine(reading, router, shown, style, width);
      if (line !== undefined) return line;
    }
  }
  return clipText(wholeServer(reading, "/s"), width);
}

/** With the longest names that fit. */
function fittingLine(
  reading: TrafficReading,
  { id, shares }: RouterReading,
  shown: number,
  { unit, namesRouter, shortestName }: Style,
  width: number,
): string | undefined {
  const [others, hidden] = [reading.routers.length - 1, shares.length - shown];
  const behind = `${hidden === 0 ? "" : ` +${hidden}`}${others === 0 ? "" : ` · +${counted(others, "router")}`}`;
  for (let name = longestName; name >= shortestName; name--) {
    const router = namesRouter ? `${clipText(id, name)}: ` : "";
    const cells = shares.slice(0, shown).map((share) => cell(share, name));
    const line = `${wholeServer(reading, unit)} · ${router}${cells.join(" ")}${behind}`;
    if (displayWidth(line) <= width) return line;
  }
  return undefined;
}

/** "16.2 requests/s · 3 in flight · plan 7". */
function wholeServer(reading: TrafficReading, unit: Style["unit"]): string {
  const { ratePerSecond, unservedPerSecond, inFlight, revision } = reading;
  const unserved = unservedPerSecond > 0 ? ` (${formatRate(unservedPerSecond)} unserved)` : "";
  return `${formatRate(ratePerSecond)}${unit}${unserved} · ${formatCount(inFlight)} in flight · plan ${revision}`;
}

/** "new-deployment 20.2 % (20)". */
function cell({ deployment, observed, expected }: ShareReading, name: number): string {
  const rounded = (100 * expected).toFixed(1).replace(/\.0$/, "");
  return `${clipText(deployment, name)} ${(100 * observed).toFixed(1)} % (${rounded})`;
}

function formatRate(perSecond: number): string {
  return perSecond < 100 ? perSecond.toFixed(1) : formatCount(perSecond);
}
