import { type Fields, numberIn, objectIn, textIn, textsIn } from "./fields.ts";
import { flagWord } from "./flagWord.ts";
import { idIn } from "./resourceName.ts";

/** What a server takes where nothing is said, so that it need not be said. */
const usual: Readonly<Record<string, string>> = {
  "min-replica-count": "0",
  weight: "1",
  "scale-up-window": "30s",
  "scale-down-window": "600s",
  "scale-to-zero-window": "3600s",
};

/** Flags of the command that would create the deployment again; what is as usual or empty is left out. */
export function deploymentFlags(deployment: Fields): readonly string[] {
  const policy = objectIn(deployment, "autoscalingPolicy") ?? {};
  const values: readonly (readonly [string, string])[] = [
    ["deployment-id", idIn(textIn(deployment, "name"))],
    ["display-name", textIn(deployment, "displayName")],
    ["base-model", textIn(deployment, "baseModel")],
    ["replica-count", number(deployment, "desiredReplicaCount")],
    ["min-replica-count", number(deployment, "minReplicaCount")],
    ["max-replica-count", number(deployment, "maxReplicaCount")],
    ["weight", number(deployment, "weight")],
    ["mock", mockOf(deployment)],
    ["external", externalOf(deployment)],
    ["scale-up-window", textIn(policy, "scaleUpWindow")],
    ["scale-down-window", textIn(policy, "scaleDownWindow")],
    ["scale-to-zero-window", textIn(policy, "scaleToZeroWindow")],
    ["load-targets", loadTargetsOf(policy)],
  ];
  return values
    .filter(([option, value]) => value !== "" && value !== usual[option])
    .map(([option, value]) => flagWord(option, value));
}

function number(fields: Fields, key: string): string {
  return String(numberIn(fields, key) ?? "");
}

function mockOf(deployment: Fields): string {
  const mock = objectIn(deployment, "mock") ?? {};
  const written = objectIn(mock, "deployment");
  return written === undefined ? textIn(mock, "profile") : JSON.stringify(written);
}

/** A comma separates URLs; inside of one it can be written as %2C. */
function externalOf(deployment: Fields): string {
  const urls = textsIn(objectIn(deployment, "external") ?? {}, "baseUrls");
  return urls.map((url) => url.replaceAll(",", "%2C")).join(",");
}

function loadTargetsOf(policy: Fields): string {
  const targets = objectIn(policy, "loadTargets") ?? {};
  return Object.keys(targets)
    .map((name) => `${name}=${number(targets, name)}`)
    .join(",");
}
