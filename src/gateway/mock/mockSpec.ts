import type { DeploymentSpec } from "../../fleet/deploymentSpec.ts";
import { formatPath } from "../../scenario/json/formatPath.ts";
import { readWith } from "../../scenario/read/readWith.ts";
import { deployment } from "../../scenario/schema/deployment.ts";

/**
 * The deployment that the text of a mock serving stands for (see `Serving`): the name of a replica profile, or a
 * deployment as a scenario writes it, in JSON. Else what is wrong with it.
 */
export function mockSpec(text: string, name: string, replicas: number): DeploymentSpec | { readonly failure: string } {
  const written = text.startsWith("{") ? parsed(text) : { replicas: 0, replica: { profile: text } };
  const mistakes: string[] = [];
  const spec = readWith(deployment, written, [], (path, message) => {
    mistakes.push(`${formatPath(path)}: ${typeof message === "string" ? message : message()}`);
  });
  if (spec === undefined) return { failure: `the deployment cannot be mocked: ${mistakes.join("; ")}` };
  return { ...spec, name, createdAtMs: 0, replicas };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
