import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { ResourceStore } from "../../gateway/resourceStore.ts";
import { sqliteResourceStore } from "../../gateway/store/sqlite/sqliteResourceStore.ts";
import { errorText } from "../errorText.ts";
import { exitCode } from "../exitCode.ts";
import type { Terminal } from "../terminal.ts";
import { createKey } from "./createKey.ts";
import { deleteKey } from "./deleteKey.ts";
import type { KeyArguments } from "./keyArguments.ts";
import type { KeyVerb } from "./keyVerb.ts";
import { listKeys } from "./listKeys.ts";
import { type KeyRequest, readKeyRequest } from "./readKeyRequest.ts";

/** Reads what was typed and, where nothing is wrong with it, does it in the store file. Gives the exit code. */
export function performKey(verb: KeyVerb, typed: KeyArguments, terminal: Terminal): number {
  const { stderr } = terminal;
  const reading = readKeyRequest(verb, typed, terminal.environment);
  if (reading.kind === "mistakes") {
    for (const line of reading.lines) stderr.write(`shuntyard: ${line}\n`);
    return exitCode.usage;
  }
  const { request } = reading;
  if (request.kind !== "create" && !existsSync(request.storePath)) {
    stderr.write(`shuntyard: --store: there is no ${request.storePath}\n`);
    return exitCode.usage;
  }
  try {
    return workOn(request, terminal);
  } catch (error) {
    stderr.write(`shuntyard: ${errorText(error)}\n`);
    return exitCode.error;
  }
}

function workOn(request: KeyRequest, terminal: Terminal): number {
  const store = sqliteResourceStore({ path: request.storePath });
  try {
    return perform(store, request, terminal);
  } finally {
    store.close();
  }
}

function perform(store: ResourceStore, request: KeyRequest, terminal: Terminal): number {
  switch (request.kind) {
    case "create":
      return createKey(store, request, terminal, randomBytes);
    case "list":
      return listKeys(store, request.json, terminal);
    case "delete":
      return deleteKey(store, request, terminal);
  }
}
