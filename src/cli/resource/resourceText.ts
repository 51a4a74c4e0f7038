import { absent } from "../../report/formatNumber.ts";
import type { Paint } from "../../report/paint.ts";
import { wrapText } from "../../report/wrapText.ts";
import type { Fields } from "./fields.ts";
import type { ResourceKind } from "./resourceKind.ts";

const gap = 2;

/** A resource for people: a line for each thing there is to say of it, in at most `width` columns (at least 40). */
export function resourceText(kind: ResourceKind, resource: Fields, width: number, paint: Paint): string {
  const facts = kind.facts(resource);
  const indent = gap + Math.max(...facts.map(({ label }) => label.length));
  const lines = facts.flatMap(({ label, text }) => {
    const [first = absent, ...others] = wrapText(text, width - indent);
    return [
      paint.faint(label) + " ".repeat(indent - label.length) + first,
      ...others.map((line) => " ".repeat(indent) + line),
    ];
  });
  return `${lines.join("\n")}\n`;
}
