import type { FieldMistake } from "./refusal.ts";
import type { RouterSpec } from "./router.ts";

/** Most deployments behind one router. */
const deploymentLimit = 1024;

const idPattern = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/;

/** Everything that is wrong with a router, whoever wrote it; empty for a good one. */
export function routerMistakes(spec: RouterSpec): readonly FieldMistake[] {
  const mistakes: FieldMistake[] = [];
  if (!idPattern.test(spec.id)) {
    mistakes.push({
      field: "id",
      message: `expected 1 to 63 lower-case letters, digits, "-" or ".", beginning and ending with a letter or digit, got "${spec.id}"`,
    });
  }
  const length = spec.displayName?.length ?? 0;
  if (length >= 64) {
    mistakes.push({ field: "displayName", message: `expected fewer than 64 characters, got ${length}` });
  }
  const { deployments } = spec;
  if (deployments.length === 0)
    mistakes.push({ field: "deployments", message: "expected at least one deployment, got none" });
  if (deployments.length > deploymentLimit) {
    mistakes.push({
      field: "deployments",
      message: `expected at most ${deploymentLimit} deployments, got ${deployments.length}`,
    });
  }
  for (const [at, name] of deployments.entries()) {
    if (deployments.indexOf(name) < at) {
      mistakes.push({
        field: `deployments[${at}]`,
        message: `"${name}" is named twice; once is enough, replicas set the ratio`,
      });
    }
  }
  return mistakes;
}
