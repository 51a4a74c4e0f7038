import type { Argv } from "yargs";
import { resourceStrategies } from "../routing/strategy.ts";
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
import type { ResourceVerb } from "./resource/resourceRequest.ts";

const text = { type: "string", requiresArg: true } as const;
const usual = { ...outputOption, ...connectionOptions } as const;

/** What `create` and `update` may say of a router. */
const routerOptions = {
  deployments: { ...text, describe: "Names separated by commas; replica counts set the split" },
  ...displayNameOption,
  model: { ...text, describe: "Base model that it stands for" },
  strategy: { ...text, describe: resourceStrategies.join(" or ") },
  aliases: { ...text, describe: "Other names to call it by, separated by commas" },
  public: { type: "boolean", describe: "Any account may call it; --no-public for its own alone" },
  "session-affinity": { type: "boolean", describe: "Requests of a session go to the same deployment" },
} as const;

/** `shuntyard router`: the routers of a running server. */
export function declareRouter(parser: Argv, choose: Choose): Argv {
  const act = (verb: ResourceVerb, typed: ResourceArguments): void =>
    choose(async (terminal) => {
      const { performResource } = await import("./resource/performResource.ts");
      const { routerKind } = await import("./resource/routerKind.ts");
      return performResource(routerKind, verb, typed, terminal);
    });
  return parser.command("router", "Create, list and change routers of a running server", (router) =>
    declareStranger(router, "router", ["create", "list", "get", "update", "delete"], choose)
      .command(
        "create",
        "Create a router over deployments",
        (command) =>
          command
            .options({ ...routerOptions, "router-id": { ...text, describe: "Its id; made up when absent" } })
            .options({ ...dryRunOption, ...usual })
            .example("$0 router create --router-id my-router --deployments=blue,green", "")
            .epilogue(settingsHelp),
        (typed) => act("create", typed),
      )
      .command(
        "list",
        "List routers",
        (command) => command.options({ ...listOptions, ...usual }).epilogue(settingsHelp),
        (typed) => act("list", typed),
      )
      .command(
        "get [name]",
        "Show a router",
        (command) => command.positional("name", nameOption).options(usual).epilogue(settingsHelp),
        (typed) => act("get", typed),
      )
      .command(
        "update [name]",
        "Change what is given of a router, and nothing else",
        (command) =>
          command
            .positional("name", nameOption)
            .options({ ...routerOptions, ...dryRunOption, ...usual })
            .example("$0 router update my-router --deployments=green", "")
            .epilogue(settingsHelp),
        (typed) => act("update", typed),
      )
      .command(
        "delete [name]",
        "Delete a router; its deployments stay",
        (command) =>
          command
            .positional("name", nameOption)
            .options({ ...dryRunOption, ...usual })
            .epilogue(settingsHelp),
        (typed) => act("delete", typed),
      ),
  );
}

const nameOption = { type: "string", describe: "Its id, or accounts/ACCOUNT/routers/ID" } as const;
