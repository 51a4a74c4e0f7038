import type { StudyParameter } from "../../scenario/study/study.ts";
import type { PointValues } from "./cellPoints.ts";

/** "load=40/s sd=0.3": the values of a point as people are told them; nothing without parameters. */
export function pointInWords(parameters: readonly StudyParameter[], values: PointValues): string {
  return parameters.map(({ name }, which) => `${name}=${valueText(values[which])}`).join(" ");
}

/** A JSON value as a text: itself when it is one, else as JSON writes it. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
