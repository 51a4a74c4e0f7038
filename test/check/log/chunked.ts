/** The bytes of a text, cut before these places. */
export async function* chunked(
  text: string | Uint8Array,
  cuts: readonly number[] = [],
): AsyncGenerator<Uint8Array, void> {
  const bytes = Buffer.from(text);
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length].map((cut) => Math.min(cut, bytes.length));
  for (const [i, from] of places.entries()) {
    const to = places[i + 1];
    if (to !== undefined) yield Buffer.from(bytes.subarray(from, to));
  }
}
