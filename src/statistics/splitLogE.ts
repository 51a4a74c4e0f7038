import { mixtureLogE } from "./dirichletLogE.ts";

/**
 * ln E of the Dirichlet mixture against "independent draws by these shares", from counts, over the categories that can
 * be drawn; 0 where that is only one. Draws of probability 0 are left out: they are a fault of their own.
 */
export function splitLogE(counts: ArrayLike<number>, shares: readonly number[]): number {
  const possible = [...shares.keys()].filter((j) => (shares[j] ?? 0) > 0);
  if (possible.length < 2) return 0;
  return mixtureLogE(
    possible.map((j) => counts[j] ?? 0),
    possible.map((j) => shares[j] ?? 0),
  );
}
