import { commandLines } from "../../report/commandLines.ts";
import type { Paint } from "../../report/paint.ts";
import { wrapText } from "../../report/wrapText.ts";
import { shellWord } from "../shellWord.ts";

/** What there is to say of a server that has begun. */
export interface Welcome {
  readonly url: string;
  /** No key is asked for. */
  readonly open: boolean;
  /** What the calls below are about; absent when there is no router yet. */
  readonly router:
    | { readonly account: string; readonly id: string; readonly deployments: readonly string[] }
    | undefined;
  /** Sentences on what is served and where it is kept. */
  readonly facts: readonly string[];
}

const usualUrl = "http://127.0.0.1:8080";

/** Where the server is, a request and the settings of a client that work as they stand, and what to try next. */
export function welcomeText({ url, open, router, facts }: Welcome, paint: Paint, width: number): string {
  const lines = [
    `${paint.strong("Shuntyard")} serves ${url}`,
    ...facts.flatMap((fact) => wrapText(fact, width)).map(paint.faint),
    ...(open ? [] : ["", "Calls need a key: export SHUNTYARD_API_KEY=… before what stands below."]),
    ...(router === undefined ? [] : callsOf(router, url, open)),
    "",
    router === undefined ? "There is no router yet:" : "Change it while it serves:",
    ...commands(url, router).flatMap((command) => commandLines(command, width - 2).map((line) => `  ${line}`)),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

function callsOf(router: NonNullable<Welcome["router"]>, url: string, open: boolean): readonly string[] {
  const model = `accounts/${router.account}/routers/${router.id}`;
  // Without a limit an answer takes as long as one of its model would.
  const body = JSON.stringify({ model, max_tokens: 16, messages: [{ role: "user", content: "Hello" }] });
  const key = open ? "" : ` -H "authorization: Bearer $SHUNTYARD_API_KEY"`;
  return [
    "",
    "A request:",
    `  curl -i ${url}/v1/chat/completions${key} \\`,
    "    -H 'content-type: application/json' \\",
    `    -d ${shellWord(body)}`,
    "",
    "The same with the openai client:",
    `  baseURL  ${url}/v1`,
    `  apiKey   ${open ? "none is asked for; the client wants some text" : "$SHUNTYARD_API_KEY"}`,
    `  model    ${model}`,
  ];
}

function commands(url: string, router: Welcome["router"]): readonly string[] {
  const address = url === usualUrl ? [] : [`export SHUNTYARD_BASE_URL=${url}`];
  const account =
    router === undefined || router.account === "local" ? [] : [`export SHUNTYARD_ACCOUNT_ID=${router.account}`];
  return [...address, ...account, ...steps(router)];
}

function steps(router: Welcome["router"]): readonly string[] {
  const create = "shuntyard deployment create --deployment-id new-deployment --replica-count 1";
  if (router === undefined)
    return [create, "shuntyard router create --router-id my-router --deployments=new-deployment"];
  const deployments = [...new Set([...router.deployments, "new-deployment"])].join(",");
  return [
    create,
    `shuntyard router update ${router.id} --deployments=${deployments}`,
    `shuntyard router get ${router.id}`,
  ];
}
