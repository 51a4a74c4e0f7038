/** A yard full of words, each of which is one token. */
const words = (
  "the yard is quiet and every wagon waits on its track until a signal turns and the shunter calls it over the points " +
  "to the train that leaves next so nothing is lost and no track stands full while another stands empty"
).split(" ");

/**
 * The nth token of any answer, from 0, with the space before it: a short answer is the beginning of every longer one.
 */
export function answerToken(index: number): string {
  const word = words[index % words.length] ?? "";
  return index === 0 ? word : ` ${word}`;
}

/** The text of an answer of so many tokens: so many words. */
export function answerText(tokens: number): string {
  return Array.from({ length: tokens }, (_, i) => answerToken(i)).join("");
}
