import { keyHash } from "../../gateway/control/keyHash.ts";
import type { ResourceStore } from "../../gateway/resourceStore.ts";
import { exitCode } from "../exitCode.ts";
import type { Terminal } from "../terminal.ts";

export interface NewKey {
  readonly account: string;
  readonly name: string;
  readonly json: boolean;
}

/** Bits that nobody guesses. */
const keyBytes = 32;

/**
 * Makes a key and shows it alone on stdout. It is shown when it is kept, and never again.
 *
 * @param secretBytes so many bytes that nobody can foresee: no seed may govern them
 */
export function createKey(
  store: ResourceStore,
  { account, name, json }: NewKey,
  { stdout, stderr }: Terminal,
  secretBytes: (count: number) => Buffer,
): number {
  const key = `sy-${secretBytes(keyBytes).toString("base64url")}`;
  const kept = store.change((tables) => {
    if (tables.allKeys().some((each) => each.account === account && each.name === name)) return false;
    tables.putKey({ hash: keyHash(key), account, name });
    return true;
  });
  if (!kept) {
    stderr.write(`shuntyard: account ${account} has a key ${name} already: delete it first, or take another name\n`);
    return exitCode.fail;
  }
  stdout.write(json ? `${JSON.stringify({ account, name, key })}\n` : `${key}\n`);
  if (!json) stderr.write(`key ${name} of account ${account}: shown this once, only its hash is kept\n`);
  return exitCode.pass;
}
