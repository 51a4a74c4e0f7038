import type { Argv } from "yargs";
import type { Choose } from "./action.ts";
import { declareResource } from "./resource/declareResource.ts";
import { listOptions } from "./resource/resourceOptions.ts";
import { newRouterOptions, routerOptions } from "./resource/routerOptions.ts";

/** `shuntyard router`: the routers of a running server. */
export function declareRouter(parser: Argv, choose: Choose): Argv {
  return declareResource(parser, choose, {
    noun: "router",
    describe: "Create, list and change routers of a running server",
    loadKind: async () => (await import("./resource/routerKind.ts")).routerKind,
    verbs: [
      {
        verb: "create",
        describe: "Create a router over deployments",
        options: routerOptions,
        moreOptions: newRouterOptions,
        example: "--router-id my-router --deployments=blue,green",
      },
      { verb: "list", describe: "List routers", options: listOptions },
      { verb: "get", describe: "Show a router" },
      {
        verb: "update",
        describe: "Change what is given of a router, and nothing else",
        options: routerOptions,
        example: "my-router --deployments=green",
      },
      { verb: "delete", describe: "Delete a router; its deployments stay" },
    ],
  });
}
