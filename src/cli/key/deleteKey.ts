import type { ResourceStore } from "../../gateway/resourceStore.ts";
import { exitCode } from "../exitCode.ts";
import type { Terminal } from "../terminal.ts";

/** Deletes the key of that name. */
export function deleteKey(
  store: ResourceStore,
  { account, name }: { readonly account: string; readonly name: string },
  { stdout, stderr }: Terminal,
): number {
  const deleted = store.change((tables) => {
    const found = tables.allKeys().filter((each) => each.account === account && each.name === name);
    return found.map(({ hash }) => tables.deleteKey(hash)).includes(true);
  });
  if (deleted) {
    stdout.write(`deleted key ${name} of account ${account}\n`);
    return exitCode.pass;
  }
  stderr.write(`shuntyard: account ${account} has no key ${name}: shuntyard key list shows those that there are\n`);
  return exitCode.fail;
}
