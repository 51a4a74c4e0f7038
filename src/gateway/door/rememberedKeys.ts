import { keyHash } from "../control/keyHash.ts";
import type { RoutingPlanFeed } from "../routingPlan.ts";

/** How many keys are remembered. */
const usualLimit = 10_000;

/**
 * Remembers whose keys are, so that the store is not asked with every request: until the next routing plan comes, which is
 * what a change of the store, of its keys too, makes. Keys that nobody has are not remembered: a new one is good at once.
 *
 * @param accountOf the account of a key, by the store
 * @param limit integer >= 0
 */
export function rememberedKeys(
  accountOf: (key: string) => string | undefined,
  feed: RoutingPlanFeed,
  limit: number = usualLimit,
): (key: string) => string | undefined {
  // By their hashes: how long it takes to find one tells nothing about another.
  const accounts = new Map<string, string>();
  feed.subscribe(() => accounts.clear());
  return (key) => {
    const hash = keyHash(key);
    const known = accounts.get(hash);
    if (known !== undefined) return known;
    const account = accountOf(key);
    if (account !== undefined && accounts.size < limit) accounts.set(hash, account);
    return account;
  };
}
