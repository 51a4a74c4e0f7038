import { boundedInteger } from "../../engine/boundedInteger.ts";
import type { RandomSource } from "../../engine/randomSource.ts";

/** No vowels, so no words; nothing that is read as something else. */
const letters = "bcdfghjkmnpqrstvwxz";
const symbols = `${letters}23456789`;
const length = 10;
const mostTries = 64;

/**
 * An id of ten letters and digits that nobody has: 27^9 x 19 of them, so a second try is an event.
 *
 * @throws Error when 64 draws in a row are taken, which only a broken source of chance can do
 */
export function generatedId(random: RandomSource, taken: (id: string) => boolean): string {
  for (let tried = 0; tried < mostTries; tried++) {
    const id = draw(random);
    if (!taken(id)) return id;
  }
  throw new Error(`No free id in ${mostTries} draws: the source of chance repeats itself.`);
}

function draw(random: RandomSource): string {
  const first = letters.charAt(boundedInteger(random, letters.length));
  const rest = Array.from({ length: length - 1 }, () => symbols.charAt(boundedInteger(random, symbols.length)));
  return first + rest.join("");
}
