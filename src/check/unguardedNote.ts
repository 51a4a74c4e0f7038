import { percent, points } from "../experiment/inWords.ts";
import { type Expectation, sharesOf } from "./expectation.ts";

const shownNames = 5;

/** Warns of a margin so wide that a deployment may get nothing at all and pass; one sentence, or none. */
export function unguardedNote({ deployments, phases, margin }: Expectation): readonly string[] {
  if (margin === undefined) return [];
  const least = deployments.map((_, j) =>
    Math.min(...phases.map((phase) => sharesOf(phase)[j] ?? 0).filter((share) => share > 0)),
  );
  const unguarded = deployments.flatMap((name, j) =>
    (least[j] ?? 1) < margin ? [`${name} (${percent(least[j] ?? 0)})`] : [],
  );
  if (unguarded.length === 0) return [];
  const more = unguarded.length > shownNames ? ` and ${unguarded.length - shownNames} more` : "";
  return [
    `With a margin of ${points(margin)} this check passes even when no request goes to ` +
      `${unguarded.slice(0, shownNames).join(", ")}${more}: take a smaller margin to guard ` +
      `${unguarded.length === 1 ? "it" : "them"}.`,
  ];
}
