import type { Argv } from "yargs";
import type { Choose } from "../action.ts";
import { declareStranger } from "./declareStranger.ts";
import type { deploymentOptions, newDeploymentOptions, scaleOptions } from "./deploymentOptions.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { ResourceKind } from "./resourceKind.ts";
import {
  connectionOptions,
  displayNameOption,
  dryRunOption,
  type listOptions,
  outputOption,
  settingsHelp,
} from "./resourceOptions.ts";
import type { ResourceVerb } from "./resourceRequest.ts";
import type { newRouterOptions, routerOptions } from "./routerOptions.ts";

/** Flags that a command has of its own. */
type VerbOptions =
  | typeof routerOptions
  | typeof newRouterOptions
  | typeof deploymentOptions
  | typeof newDeploymentOptions
  | typeof scaleOptions
  | typeof listOptions
  | typeof noOptions;

/** A command of commands on one kind of resource. */
export interface ResourceCommand {
  readonly noun: "router" | "deployment";
  readonly describe: string;
  /** Loaded when a command is performed: the parser works without. */
  readonly loadKind: () => Promise<ResourceKind>;
  readonly verbs: readonly VerbCommand[];
}

/** One command on a resource. */
export interface VerbCommand {
  readonly verb: ResourceVerb;
  readonly describe: string;
  /** Beside the flags that commands of all kinds have. */
  readonly options?: VerbOptions;
  readonly moreOptions?: VerbOptions;
  /** What stands behind the name of the command in an example of its use. */
  readonly example?: string;
}

/** Declares the commands on a kind of resource, and what to say of one that there is not. */
export function declareResource(parser: Argv, choose: Choose, { noun, describe, ...rest }: ResourceCommand): Argv {
  const { verbs, loadKind } = rest;
  const act = (verb: ResourceVerb, typed: ResourceArguments): void =>
    choose(async (terminal) => {
      const { performResource } = await import("./performResource.ts");
      return performResource(await loadKind(), verb, typed, terminal);
    });
  const verbNames = verbs.map(({ verb }) => verb);
  return parser.command(noun, describe, (command) =>
    verbs.reduce((all, each) => declareVerb(all, noun, each, act), declareStranger(command, noun, verbNames, choose)),
  );
}

function declareVerb(
  parser: Argv,
  noun: string,
  { verb, describe, options = noOptions, moreOptions = noOptions, example }: VerbCommand,
  act: (verb: ResourceVerb, typed: ResourceArguments) => void,
): Argv {
  const named = verb !== "create" && verb !== "list";
  return parser.command(
    named ? `${verb} [name]` : verb,
    describe,
    (command) => {
      const declared = (named ? command.positional("name", nameOption(noun)) : command)
        .options(options)
        .options(moreOptions)
        .options(verb === "create" || verb === "update" ? displayNameOption : noOptions)
        .options(verb === "list" || verb === "get" ? noOptions : dryRunOption)
        .options({ ...outputOption, ...connectionOptions });
      return (example === undefined ? declared : declared.example(`$0 ${noun} ${verb} ${example}`, "")).epilogue(
        settingsHelp,
      );
    },
    (typed) => act(verb, typed),
  );
}

function nameOption(noun: string): { readonly type: "string"; readonly describe: string } {
  return { type: "string", describe: `Its id, or accounts/ACCOUNT/${noun}s/ID` };
}

const noOptions = {} as const;
