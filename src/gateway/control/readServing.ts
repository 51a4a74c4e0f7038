import { replicaProfiles } from "../../fleet/replicaProfiles.ts";
import { expected } from "../../scenario/expected.ts";
import { formatPath } from "../../scenario/json/formatPath.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import { readWith } from "../../scenario/read/readWith.ts";
import { deployment as writtenDeployment } from "../../scenario/schema/deployment.ts";
import type { Serving } from "../resources.ts";
import { readBaseUrl } from "./baseUrl.ts";
import type { Mistakes } from "./mistakes.ts";
import type { DeploymentBody } from "./schema/deploymentBody.ts";
import type { MockJson } from "./schema/deploymentJson.ts";

/** What serves a deployment, and what follows from it for the fields that are not sent. */
export interface ReadServing {
  readonly serving: Serving;
  readonly baseModel: string;
  readonly replicas: number;
  readonly weight: number;
}

const profiles = Object.keys(replicaProfiles);
const usualProfile = "llama2-70b-h100-tp8";

/**
 * What serves a deployment of this body: external servers, or mock replicas, of the profile that its base model names
 * when nothing is said.
 */
export function readServing({ mock, external, baseModel = "" }: DeploymentBody, mistakes: Mistakes): ReadServing {
  if (mock !== undefined && external !== undefined) {
    mistakes.add("external", "expected one of mock and external, got both");
  }
  if (external !== undefined) return readExternal(external.baseUrls, mistakes);
  if (mock !== undefined) return readMock(mock, mistakes);
  return profileServing(profiles.includes(baseModel) ? baseModel : usualProfile);
}

function profileServing(profile: string): ReadServing {
  return { serving: { kind: "mock", spec: profile }, baseModel: profile, replicas: 1, weight: 1 };
}

function readMock({ profile, deployment }: MockJson, mistakes: Mistakes): ReadServing {
  if (deployment === undefined) return readProfile(profile ?? usualProfile, mistakes);
  if (profile !== undefined) mistakes.add("mock", "expected one of profile and deployment, got both");
  const path = ["mock", "deployment"];
  const read = readWith(writtenDeployment, deployment, path, (at, message) => {
    mistakes.add(formatPath(at), typeof message === "string" ? message : message());
  });
  const serving: Serving = { kind: "mock", spec: JSON.stringify(deployment) };
  return { serving, baseModel: "", replicas: read?.replicas ?? 1, weight: read?.weight ?? 1 };
}

function readProfile(profile: string, mistakes: Mistakes): ReadServing {
  if (!profiles.includes(profile)) {
    const what = `one of ${profiles.map(quote).join(", ")}`;
    mistakes.add("mock.profile", `${expected(what, profile)}${didYouMean(profile, profiles)}`);
  }
  return profileServing(profile);
}

function readExternal(texts: readonly string[], mistakes: Mistakes): ReadServing {
  const baseUrls: string[] = [];
  for (const [at, text] of texts.entries()) {
    const read = readBaseUrl(text);
    if ("mistake" in read) mistakes.add(`external.baseUrls[${at}]`, read.mistake);
    else if (baseUrls.includes(read.url))
      mistakes.add(`external.baseUrls[${at}]`, `${quote(read.url)} stands here twice`);
    else baseUrls.push(read.url);
  }
  return { serving: { kind: "external", baseUrls }, baseModel: "", replicas: baseUrls.length, weight: 1 };
}
