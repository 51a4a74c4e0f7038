import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";
import { localAccount } from "../localAccount.ts";
import type { Terminal } from "../terminal.ts";
import type { Connection } from "./connection.ts";
import { isApiKey } from "./isApiKey.ts";
import { isPathStep } from "./isPathStep.ts";
import { type Profile, profilesPath, readProfile } from "./profile.ts";
import type { ResourceArguments } from "./resourceArguments.ts";

const usualBaseUrl = "http://127.0.0.1:8080";

/** Something that was set, and where: "--base-url". */
interface Setting {
  readonly value: string;
  readonly from: string;
}

/** Which server is spoken to, and for whom: of each setting the flag, else the environment, else the profile. */
export function readConnection(
  typed: ResourceArguments,
  reader: ArgumentReader,
  environment: Terminal["environment"],
): Connection {
  const path = profilesPath(environment);
  const profile = namedProfile(typed.profile, path, reader);
  const setting = (option: string, flag: Typed, variable: string, field: keyof Profile): Setting | undefined => {
    const text = reader.text(option, flag);
    if (text !== undefined) return { value: text, from: `--${option}` };
    const known = environment[variable] ?? "";
    if (known !== "") return { value: known, from: variable };
    const value = profile[field];
    return value === undefined ? undefined : { value, from: `${path}: ${field}` };
  };
  const baseUrl = setting("base-url", typed.baseUrl, "SHUNTYARD_BASE_URL", "baseUrl");
  const account = setting("account-id", typed.accountId, "SHUNTYARD_ACCOUNT_ID", "accountId");
  const key = setting("api-key", typed.apiKey, "SHUNTYARD_API_KEY", "apiKey");
  const apiKey = key && readKey(key, reader);
  return {
    baseUrl: (baseUrl && readBaseUrl(baseUrl, reader)) ?? new URL(usualBaseUrl),
    account: (account && readAccount(account, reader)) ?? localAccount,
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

function namedProfile(typed: Typed, path: string, reader: ArgumentReader): Profile {
  const name = reader.text("profile", typed);
  if (name === undefined) return {};
  const reading = readProfile(path, name);
  if (reading.kind === "profile") return reading.profile;
  for (const line of reading.lines) reader.complain(line);
  return {};
}

function readBaseUrl({ value, from }: Setting, reader: ArgumentReader): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && `${url.username}${url.password}` !== "") {
    return reader.complain(`${from}: expected a URL without a user or password: the key goes into SHUNTYARD_API_KEY`);
  }
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (url !== undefined && isHttp && !/[?#]/.test(url.href)) return url;
  return reader.complain(`${from}: expected an http or https URL such as "${usualBaseUrl}", got ${quote(value)}`);
}

function readAccount({ value, from }: Setting, reader: ArgumentReader): string | undefined {
  const id = value.replace(/^accounts\//, "");
  return isPathStep(id) ? id : reader.complain(`${from}: expected the id of an account, got ${quote(value)}`);
}

/** What is wrong with a key is told without showing it. */
function readKey({ value, from }: Setting, reader: ArgumentReader): string | undefined {
  if (isApiKey(value)) return value;
  return reader.complain(
    `${from}: expected a key of 1 to 4096 visible ASCII characters without spaces (it is not shown)`,
  );
}
