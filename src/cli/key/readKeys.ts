import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import { isApiKey } from "../resource/isApiKey.ts";
import { isPathStep } from "../resource/isPathStep.ts";
import type { GivenKey } from "./givenKey.ts";
import { isKeyName } from "./isKeyName.ts";

/** An entry as it was written, and where. */
interface Entry {
  readonly text: string;
  readonly from: string;
}

/** Reads keys written as `account:name:key`, separated by spaces, commas or line ends; a line that begins with # is none. */
export function readKeys(text: string, source: string, reader: ArgumentReader): readonly GivenKey[] {
  const entries = text.split(/\r?\n/).flatMap((line, at) => entriesOf(line, `${source}, line ${at + 1}`));
  const keys = entries.flatMap((entry) => readKey(entry, reader) ?? []);
  for (const [at, { account, name }] of keys.entries()) {
    const first = keys.findIndex((other) => other.account === account && other.name === name);
    if (first < at) reader.complain(`${source}: account ${quote(account)} has two keys with the name ${quote(name)}`);
  }
  return keys;
}

function entriesOf(line: string, from: string): readonly Entry[] {
  if (line.trimStart().startsWith("#")) return [];
  return line.split(/[\s,]+/).flatMap((text) => (text === "" ? [] : [{ text, from }]));
}

/** What is wrong with an entry is told without showing it: any part of it may be the key. */
function readKey({ text, from }: Entry, reader: ArgumentReader): GivenKey | undefined {
  const [, account = "", name = "", key = ""] = /^([^:]*):([^:]*):(.*)$/.exec(text) ?? [];
  if (isPathStep(account) && isKeyName(name) && isApiKey(key)) return { account, name, key };
  return reader.complain(`${from}: expected account:name:key, the key in visible ASCII characters (it is not shown)`);
}
