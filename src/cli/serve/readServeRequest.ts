import { readFileSync } from "node:fs";
import { parseSeed } from "../../engine/seed.ts";
import { parseDuration } from "../../scenario/quantity/parseDuration.ts";
import { ArgumentReader } from "../argumentReader.ts";
import { errorText } from "../errorText.ts";
import type { GivenKey } from "../key/givenKey.ts";
import { readKeys } from "../key/readKeys.ts";
import { localAccount } from "../localAccount.ts";
import { isApiKey } from "../resource/isApiKey.ts";
import type { Terminal } from "../terminal.ts";
import type { ServeArguments } from "./serveArguments.ts";
import type { ServeRequest } from "./serveRequest.ts";

export type ServeRequestReading =
  | { readonly kind: "request"; readonly request: ServeRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

const mostGateways = 64;
const usualPort = 8080;
const usualGraceMs = 30_000;

/** Reads what was typed, and the keys of the environment: the request, or a sentence for every mistake. */
export function readServeRequest(typed: ServeArguments, environment: Terminal["environment"]): ServeRequestReading {
  const reader = new ArgumentReader();
  const request: ServeRequest = {
    scenarioPath: reader.text("scenario", typed.scenario),
    host: reader.parsed("host", typed.host, parseHost, "the name or address of an interface") ?? "127.0.0.1",
    port: reader.integer("port", typed.port, 0, 65_535) ?? usualPort,
    storePath: reader.parsed("store", typed.store, (path) => path || undefined, "the path of a file"),
    gateways: reader.integer("gateways", typed.gateways, 1, mostGateways) ?? 1,
    seed: reader.parsed("seed", typed.seed, parseSeed, "1 to 32 hexadecimal digits"),
    keys: [...keyOfFlag(typed, reader), ...keysOfFile(typed, reader), ...keysOfEnvironment(environment, reader)],
    sendBaseModel: typed.sendBaseModel ?? false,
    graceMs: reader.parsed("grace", typed.grace, parseDuration, 'a duration such as "30s"') ?? usualGraceMs,
    json: typed.json ?? false,
    quiet: typed.quiet ?? false,
    color: typed.color,
  };
  return reader.mistakes.length > 0 ? { kind: "mistakes", lines: reader.mistakes } : { kind: "request", request };
}

/** `[::1]` as a URL writes it is taken too. */
function parseHost(text: string): string | undefined {
  const host = text.replace(/^\[(.*)\]$/, "$1");
  return /^[A-Za-z0-9._:%-]{1,255}$/.test(host) ? host : undefined;
}

function keyOfFlag({ apiKey }: ServeArguments, reader: ArgumentReader): readonly GivenKey[] {
  const key = reader.text("api-key", apiKey);
  if (key === undefined) return [];
  if (isApiKey(key)) return [{ account: localAccount, name: "command-line", key }];
  reader.complain("--api-key: expected 1 to 4096 visible ASCII characters without spaces (it is not shown)");
  return [];
}

function keysOfFile({ apiKeys }: ServeArguments, reader: ArgumentReader): readonly GivenKey[] {
  const path = reader.text("api-keys", apiKeys);
  if (path === undefined) return [];
  try {
    return readKeys(readFileSync(path, "utf8"), path, reader);
  } catch (error) {
    reader.complain(`--api-keys: ${path} cannot be read: ${errorText(error)}`);
    return [];
  }
}

function keysOfEnvironment(environment: Terminal["environment"], reader: ArgumentReader): readonly GivenKey[] {
  return readKeys(environment["SHUNTYARD_API_KEYS"] ?? "", "SHUNTYARD_API_KEYS", reader);
}
