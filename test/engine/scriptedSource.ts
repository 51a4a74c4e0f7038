import type { RandomSource } from "../../src/engine/randomSource.ts";

/** Plays the words it was given, then fails: a draw that takes more than it should is noticed. */
export class ScriptedSource implements RandomSource {
  taken = 0;
  private readonly words: readonly number[];

  constructor(words: readonly number[]) {
    this.words = words;
  }

  next(): number {
    const word = this.words[this.taken++];
    if (word === undefined) throw new Error(`only ${this.words.length} words were scripted`);
    return word | 0;
  }
}
