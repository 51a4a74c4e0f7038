import { timingSafeEqual } from "node:crypto";
import type { ResourceStore } from "../resourceStore.ts";
import type { KeyRecord } from "../resources.ts";
import { type Refused, refuseCall } from "./canonicalError.ts";
import { keyHash } from "./keyHash.ts";

/** On whose behalf a call is made. */
export interface Principal {
  readonly account: string;
  /** Name of the key, shown as `createdBy` of what it makes. */
  readonly name: string;
}

/** Account of whoever calls a server that is open without a key that it knows. */
export const openAccount = "local";

const openPrincipal: Principal = { account: openAccount, name: openAccount };

const nobody = keyHash("");

/** Whom a key of the store belongs to. */
export function principalOfKey(store: ResourceStore, key: string): Principal | undefined {
  return principalByHash(key, (hash) => store.read((tables) => tables.keyByHash(hash)));
}

/**
 * Whom a key belongs to. Hashes are compared in constant time, and a key that is not known costs as much as one that is:
 * the time of the answer tells nothing.
 */
export function principalByHash(key: string, find: (hash: string) => KeyRecord | undefined): Principal | undefined {
  const hash = keyHash(key);
  const record = find(hash);
  const same = timingSafeEqual(Buffer.from(hash), Buffer.from(record?.hash ?? nobody));
  return same && record !== undefined ? { account: record.account, name: record.name } : undefined;
}

/**
 * Who makes a call, by its `Authorization` header.
 *
 * @param principalOf whom a key belongs to
 * @param open whoever has no key that we know is the account "local"
 */
export function callerOf(
  principalOf: (key: string) => Principal | undefined,
  header: string | undefined,
  open: boolean,
): { readonly kind: "caller"; readonly principal: Principal } | Refused {
  const key = bearerKey(header);
  const principal = (key === undefined ? undefined : principalOf(key)) ?? (open ? openPrincipal : undefined);
  if (principal !== undefined) return { kind: "caller", principal };
  return refuseCall(
    "UNAUTHENTICATED",
    key === undefined ? 'expected the header "Authorization: Bearer KEY"' : "the key is not known",
  );
}

/** KEY of `Authorization: Bearer KEY`; undefined when the header is absent or says something else. */
export function bearerKey(header: string | undefined): string | undefined {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? "")?.[1];
}
