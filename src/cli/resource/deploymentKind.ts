import type { Column } from "../../report/dataTable.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import { brief } from "./brief.ts";
import { deploymentFlags } from "./deploymentFlags.ts";
import { type Fields, numberIn, objectIn, textIn, textsIn } from "./fields.ts";
import { given } from "./given.ts";
import { readAutoscaling } from "./readAutoscaling.ts";
import { mostReplicas, readReplicaCount } from "./readReplicaCount.ts";
import { readServing } from "./readServing.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { Fact, ResourceKind } from "./resourceKind.ts";
import { createdFact, stateFacts } from "./stateFacts.ts";

const columns: readonly Column<Fields>[] = [
  { title: "state", rank: 0, text: (deployment) => brief(textIn(deployment, "state"), 12) },
  { title: "ready", rank: 0, text: (deployment) => readyOfDesired(deployment, "/") },
  { title: "weight", rank: 2, text: (deployment) => countOf(deployment, "weight") },
  { title: "base model", rank: 1, text: (deployment) => brief(textIn(deployment, "baseModel"), 20) },
];

/** Deployments, as the command line knows them. */
export const deploymentKind: ResourceKind = {
  noun: "deployment",
  collection: "deployments",
  newId: { option: "deployment-id", parameter: "deploymentId", of: ({ deploymentId }) => deploymentId },
  readCreation: (typed, reader) => ({ ...readChange(typed, reader), ...readServing(typed, reader) }),
  readChange,
  facts,
  columns,
  flags: deploymentFlags,
};

function readChange(typed: ResourceArguments, reader: ArgumentReader): Fields {
  return given({
    displayName: reader.text("display-name", typed.displayName),
    baseModel: reader.text("base-model", typed.baseModel),
    desiredReplicaCount: readReplicaCount(typed, reader),
    minReplicaCount: reader.integer("min-replica-count", typed.minReplicaCount, 0, mostReplicas),
    maxReplicaCount: reader.integer("max-replica-count", typed.maxReplicaCount, 0, mostReplicas),
    weight: reader.parsed("weight", typed.weight, parseWeight, "a number >= 0"),
    autoscalingPolicy: readAutoscaling(typed, reader),
  });
}

function parseWeight(text: string): number | undefined {
  const weight = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(weight) ? weight : undefined;
}

function facts(deployment: Fields): readonly Fact[] {
  const policy = objectIn(deployment, "autoscalingPolicy") ?? {};
  const [least, most] = [countOf(deployment, "minReplicaCount"), countOf(deployment, "maxReplicaCount")];
  return [
    { label: "name", text: textIn(deployment, "name") },
    { label: "display name", text: textIn(deployment, "displayName") },
    ...stateFacts(deployment),
    { label: "replicas", text: `${readyOfDesired(deployment, " ready of ")} (from ${least} to ${most})` },
    { label: "on their way", text: startingReplicas(deployment) },
    { label: "weight", text: countOf(deployment, "weight") },
    { label: "base model", text: textIn(deployment, "baseModel") },
    { label: "served by", text: servedBy(deployment) },
    {
      label: "scaling windows",
      text: `up ${textIn(policy, "scaleUpWindow")}, down ${textIn(policy, "scaleDownWindow")}, to zero ${textIn(policy, "scaleToZeroWindow")}`,
    },
    createdFact(deployment),
    { label: "updated", text: textIn(deployment, "updateTime") },
  ];
}

function readyOfDesired(deployment: Fields, between: string): string {
  const ready = countOf(objectIn(deployment, "replicaStats") ?? {}, "readyReplicaCount");
  return `${ready}${between}${countOf(deployment, "desiredReplicaCount")}`;
}

/** "1 scheduling, 2 initializing"; empty when all are where they should be. */
function startingReplicas(deployment: Fields): string {
  const stats = objectIn(deployment, "replicaStats") ?? {};
  const stages = [
    ["pendingSchedulingReplicaCount", "scheduling"],
    ["downloadingModelReplicaCount", "downloading the model"],
    ["initializingReplicaCount", "initializing"],
  ] as const;
  return stages
    .map(([field, stage]) => ({ count: numberIn(stats, field) ?? 0, stage }))
    .filter(({ count }) => count > 0)
    .map(({ count, stage }) => `${count} ${stage}`)
    .join(", ");
}

function servedBy(deployment: Fields): string {
  const [mock, external] = [objectIn(deployment, "mock"), objectIn(deployment, "external")];
  if (external !== undefined) return textsIn(external, "baseUrls").join(", ");
  if (mock === undefined) return "";
  const profile = textIn(mock, "profile");
  return profile === "" ? `mock fleet, ${JSON.stringify(mock["deployment"])}` : `mock fleet, profile ${profile}`;
}

function countOf(fields: Fields, key: string): string {
  return String(numberIn(fields, key) ?? "?");
}
