import type { Argv } from "yargs";
import type { Choose } from "./action.ts";
import type { KeyArguments } from "./key/keyArguments.ts";
import { type KeyVerb, keyVerbs } from "./key/keyVerb.ts";
import { declareStranger } from "./resource/declareStranger.ts";

const text = { type: "string", requiresArg: true } as const;
const store = { store: { ...text, describe: "The file that the server keeps everything in" } } as const;
const account = { "account-id": { alias: "a", ...text, describe: "Account; SHUNTYARD_ACCOUNT_ID (local)" } } as const;
const output = { output: { alias: "o", ...text, describe: "text or json" } } as const;
const name = { type: "string", describe: "Name of the key, unique in its account" } as const;

/** `shuntyard key`: the API keys in a store file. */
export function declareKey(parser: Argv, choose: Choose): Argv {
  const act = (verb: KeyVerb, typed: KeyArguments): void =>
    choose(async (terminal) => {
      const { performKey } = await import("./key/performKey.ts");
      return performKey(verb, typed, terminal);
    });
  return parser.command("key", "Create, list and delete the API keys in a store file", (key) =>
    declareStranger(key, "key", keyVerbs, choose)
      .command(
        "create [name]",
        "Make a key and show it, once: only its hash is kept",
        (command) =>
          command
            .positional("name", name)
            .options({ ...store, ...account, ...output })
            .example("$0 key create ops --store yard.db", ""),
        (typed) => act("create", typed),
      )
      .command(
        "list",
        "List the names of all keys",
        (command) => command.options({ ...store, ...output }),
        (typed) => act("list", typed),
      )
      .command(
        "delete [name]",
        "Delete a key; a running server refuses it at once",
        (command) => command.positional("name", name).options({ ...store, ...account }),
        (typed) => act("delete", typed),
      ),
  );
}
