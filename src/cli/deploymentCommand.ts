import type { Argv } from "yargs";
import type { Choose } from "./action.ts";
import { declareResource } from "./resource/declareResource.ts";
import { deploymentOptions, newDeploymentOptions, scaleOptions } from "./resource/deploymentOptions.ts";
import { listOptions } from "./resource/resourceOptions.ts";

/** `shuntyard deployment`: the deployments of a running server. */
export function declareDeployment(parser: Argv, choose: Choose): Argv {
  return declareResource(parser, choose, {
    noun: "deployment",
    describe: "Create, scale and change deployments of a running server",
    loadKind: async () => (await import("./resource/deploymentKind.ts")).deploymentKind,
    verbs: [
      {
        verb: "create",
        describe: "Create a deployment",
        options: newDeploymentOptions,
        moreOptions: deploymentOptions,
        example: "--deployment-id green --replica-count 1",
      },
      { verb: "list", describe: "List deployments", options: listOptions },
      { verb: "get", describe: "Show a deployment" },
      {
        verb: "update",
        describe: "Change what is given of a deployment, and nothing else",
        options: deploymentOptions,
      },
      {
        verb: "scale",
        describe: "Say how many replicas a deployment is to have",
        options: scaleOptions,
        example: "green --replica-count 4",
      },
      { verb: "delete", describe: "Delete a deployment that no router uses" },
    ],
  });
}
