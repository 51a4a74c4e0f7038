const signs: readonly (readonly [what: string, bytes: readonly number[], remedy: string])[] = [
  ["compressed (gzip)", [0x1f, 0x8b], "unpack it on the way: gunzip -c FILE | shuntyard check --log - ..."],
  ["compressed (zstd)", [0x28, 0xb5, 0x2f, 0xfd], "unpack it on the way: zstd -dc FILE | shuntyard check --log - ..."],
  [
    "compressed (bzip2)",
    [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59],
    "unpack it on the way: bunzip2 -c FILE | shuntyard check --log - ...",
  ],
  ["UTF-16", [0xff, 0xfe], "turn it into UTF-8: iconv -f UTF-16 -t UTF-8 FILE | shuntyard check --log - ..."],
  ["UTF-16", [0xfe, 0xff], "turn it into UTF-8: iconv -f UTF-16 -t UTF-8 FILE | shuntyard check --log - ..."],
];

/** Why bytes that begin so are no log of text, and what to do, in a sentence; undefined when they may be one. */
export function unreadableBytes(first: Uint8Array): string | undefined {
  const sign = signs.find(([, bytes]) => bytes.every((byte, i) => first[i] === byte));
  if (sign === undefined) return undefined;
  const [what, , remedy] = sign;
  return `The log is ${what}, not text in UTF-8; ${remedy}`;
}
