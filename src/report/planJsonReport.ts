import type { CheckPlan } from "../check/planCheck.ts";
import { checkPlanSchema } from "./checkPlanSchema.ts";
import { writeJson } from "./writeJson.ts";

/** The plan of a check as JSON text by `checkPlanSchema`: keys in a fixed order, a newline at the end. */
export function planJsonReport(plan: CheckPlan): string {
  return `${writeJson({ format: "shuntyard-check-plan", version: 1, ...plan }, checkPlanSchema)}\n`;
}
