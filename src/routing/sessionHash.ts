/**
 * 32 bits that look independent and uniform for every pair of a session and a seed: two rounds of multiplying and
 * shifting, each with bits of the seed, by the constants of MurmurHash3.
 *
 * @param a and b: 32-bit integers that belong to what the session is held against, such as a replica
 */
export function sessionHash(session: number, a: number, b: number): number {
  let hash = Math.imul(session ^ a, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) + b;
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A word of its own for every number and every salt. */
export function scatter(number: number, salt: number): number {
  return sessionHash(number, Math.imul(salt, 0x9e3779b1), salt);
}
