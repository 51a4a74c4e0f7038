import { hash } from "node:crypto";

/**
 * The place of a session among weighted names: the same wherever it is asked, without anything being kept. Over many
 * sessions name j gets the share `weight_j / Σ weight`, and when a weight grows or shrinks, only sessions that go to or
 * leave that name move.
 *
 * Each name draws `-ln(u) / weight` with u in (0, 1) from the first 52 bits of SHA-256 of name and session; the least wins.
 * Source: D. Thaler and C. Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM ToN 6 (1998), in the
 * weighted form of C. Schindelhauer and G. Schomaker, "Weighted distributed hash tables", SPAA 2005.
 *
 * @param weights >= 0, as many as names
 * @returns an index into names, or -1 when no weight is above 0
 */
export function rendezvous(session: string, names: readonly string[], weights: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  let chosen = -1;
  for (const [j, name] of names.entries()) {
    const weight = weights[j] ?? 0;
    if (weight === 0) continue;
    const draw = -Math.log(unitInterval(`${name}\n${session}`)) / weight;
    if (draw >= least) continue;
    least = draw;
    chosen = j;
  }
  return chosen;
}

function unitInterval(text: string): number {
  return (Number.parseInt(hash("sha256", text, "hex").slice(0, 13), 16) + 0.5) / 2 ** 52;
}
