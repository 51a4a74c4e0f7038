import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

const text = { type: "string", requiresArg: true } as const;

/** `shuntyard serve`: router, gateway and mock fleet as real servers. */
export function declareServe(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "serve [scenario]",
    "Serve routers and mock deployments over HTTP, the real thing",
    (command) =>
      command
        .positional("scenario", {
          type: "string",
          describe: "What to begin with: its router and fleet at time 0 (the start of the worked migration)",
        })
        .options({
          port: { ...text, describe: "Port to listen on; 0 for any that is free (8080)" },
          host: { ...text, describe: "Interface to listen on; beyond this machine only with a key (127.0.0.1)" },
          store: { ...text, describe: "Keep everything in this file; in memory unless given" },
          gateways: { ...text, describe: "Processes that share the port (1)" },
          "api-key": { ...text, describe: 'A key for the account "local"; others can see it where it is typed' },
          "api-keys": { ...text, describe: "File with keys, account:name:key a line; SHUNTYARD_API_KEYS" },
          "send-base-model": { type: "boolean", describe: "Ask replicas for the base model of their deployment" },
          seed: { ...text, describe: "1 to 32 hexadecimal digits" },
          grace: { ...text, describe: "When told to stop, let answers in flight take this long (30s)" },
          json: { type: "boolean", describe: "Print events as JSON lines instead of text" },
          quiet: { alias: "q", type: "boolean", describe: "No line of traffic" },
        })
        .example("$0 serve", "current-deployment with 4 replicas behind my-router")
        .example("$0 serve --store yard.db --gateways 2", "Kept for the next time; two processes")
        .epilogue(epilogue),
    (typed) =>
      choose(async (terminal) => {
        const { performServe } = await import("./serve/performServe.ts");
        return performServe(typed, terminal);
      }),
  );
}

const epilogue = `SIGINT or SIGTERM: answers in flight end, new requests are refused; a second one
ends it at once.

Exit codes: 0 stopped, 2 a mistake in the command or the scenario, 4 it cannot
serve (port in use, bad store), 130 and 143 stopped with answers cut.`;
