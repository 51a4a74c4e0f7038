import type { Argv } from "yargs";
import type { Choose } from "./action.ts";
import { declareStranger } from "./resource/declareStranger.ts";
import type { ResourceArguments } from "./resource/resourceArguments.ts";
import {
  connectionOptions,
  displayNameOption,
  dryRunOption,
  listOptions,
  outputOption,
  settingsHelp,
} from "./resource/resourceOptions.ts";
import { type ResourceVerb, resourceVerbs } from "./resource/resourceRequest.ts";

const text = { type: "string", requiresArg: true } as const;
const usual = { ...outputOption, ...connectionOptions } as const;
const nameOption = { type: "string", describe: "Its id, or accounts/ACCOUNT/deployments/ID" } as const;
const replicaCountOption = { "replica-count": { ...text, describe: "Replicas that are wanted" } } as const;

/** What `create` and `update` may say of a deployment. */
const deploymentOptions = {
  ...displayNameOption,
  "base-model": { ...text, describe: "Model that it serves" },
  ...replicaCountOption,
  "min-replica-count": { ...text, describe: "Fewest replicas" },
  "max-replica-count": { ...text, describe: "Most replicas" },
  weight: { ...text, describe: "Weight of one replica; 0 takes it out of the traffic" },
  "scale-up-window": { ...text, describe: "Such as 30s; kept for clients that set it" },
  "scale-down-window": { ...text, describe: "Such as 10m; kept as well" },
  "scale-to-zero-window": { ...text, describe: "Such as 1h; kept as well" },
  "load-targets": { ...text, describe: "Such as default=0.8; kept as well" },
} as const;

/** What `create` alone may say: it cannot change. */
const servingOptions = {
  "deployment-id": { ...text, describe: "Its id; made up when absent" },
  mock: { ...text, describe: "Mock fleet: a replica profile, or JSON as a scenario writes it" },
  external: { ...text, describe: "Servers that are there already: base URLs, comma separated" },
} as const;

/** `shuntyard deployment`: the deployments of a running server. */
export function declareDeployment(parser: Argv, choose: Choose): Argv {
  const act = (verb: ResourceVerb, typed: ResourceArguments): void =>
    choose(async (terminal) => {
      const { performResource } = await import("./resource/performResource.ts");
      const { deploymentKind } = await import("./resource/deploymentKind.ts");
      return performResource(deploymentKind, verb, typed, terminal);
    });
  return parser.command("deployment", "Create, scale and change deployments of a running server", (deployment) =>
    declareStranger(deployment, "deployment", resourceVerbs, choose)
      .command(
        "create",
        "Create a deployment",
        (command) =>
          command
            .options({ ...servingOptions, ...deploymentOptions, ...dryRunOption, ...usual })
            .example("$0 deployment create --deployment-id green --replica-count 1", "")
            .epilogue(settingsHelp),
        (typed) => act("create", typed),
      )
      .command(
        "list",
        "List deployments",
        (command) => command.options({ ...listOptions, ...usual }).epilogue(settingsHelp),
        (typed) => act("list", typed),
      )
      .command(
        "get [name]",
        "Show a deployment",
        (command) => command.positional("name", nameOption).options(usual).epilogue(settingsHelp),
        (typed) => act("get", typed),
      )
      .command(
        "update [name]",
        "Change what is given of a deployment, and nothing else",
        (command) =>
          command
            .positional("name", nameOption)
            .options({ ...deploymentOptions, ...dryRunOption, ...usual })
            .epilogue(settingsHelp),
        (typed) => act("update", typed),
      )
      .command(
        "scale [name]",
        "Say how many replicas a deployment is to have",
        (command) =>
          command
            .positional("name", nameOption)
            .options({ ...replicaCountOption, ...dryRunOption, ...usual })
            .example("$0 deployment scale green --replica-count 4", "")
            .epilogue(settingsHelp),
        (typed) => act("scale", typed),
      )
      .command(
        "delete [name]",
        "Delete a deployment that no router uses",
        (command) =>
          command
            .positional("name", nameOption)
            .options({ ...dryRunOption, ...usual })
            .epilogue(settingsHelp),
        (typed) => act("delete", typed),
      ),
  );
}
