import fc from "fast-check";
import { expect, test } from "vitest";
import { ArgumentReader } from "../../../src/cli/argumentReader.ts";
import type { GivenKey } from "../../../src/cli/key/givenKey.ts";
import { readKeys } from "../../../src/cli/key/readKeys.ts";

const word = (least: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(..."abcXYZ019._-"), minLength: least, maxLength: 12 })
    .filter((text) => !/^\.+$/.test(text));

const keys: fc.Arbitrary<readonly GivenKey[]> = fc.uniqueArray(
  fc.record({ account: word(1), name: word(1), key: fc.tuple(word(1), word(1)).map((parts) => parts.join(":")) }),
  { selector: ({ account, name }) => `${account}/${name}` },
);

test("reads what is written, however it is separated", () => {
  const separators = fc.constantFrom(" ", ",", ", ", "\n", "\r\n", "\n# a note: not:a:key\n", "\n\n");
  fc.assert(
    fc.property(keys, separators, (given, separator) => {
      const reader = new ArgumentReader();
      const text = given.map(({ account, name, key }) => `${account}:${name}:${key}`).join(separator);
      expect(readKeys(text, "SHUNTYARD_API_KEYS", reader)).toEqual(given);
      expect(reader.mistakes).toEqual([]);
    }),
  );
});

test("what is wrong is told with its line, and never shown", () => {
  const broken = fc.constantFrom(
    "sekret",
    "acme:sekret",
    ":ops:sekret",
    "acme::sekret",
    "acme:ops:",
    "a/b:ops:sekret",
    "acme:ops:sekrét",
  );
  fc.assert(
    fc.property(fc.array(broken, { minLength: 1, maxLength: 5 }), (lines) => {
      const reader = new ArgumentReader();
      expect(readKeys(lines.join("\n"), "keys.txt", reader)).toEqual([]);
      expect(reader.mistakes).toHaveLength(lines.length);
      for (const [at, mistake] of reader.mistakes.entries()) {
        expect(mistake).toContain(`keys.txt, line ${at + 1}: expected account:name:key`);
        expect(mistake).not.toContain("sekr");
      }
    }),
  );
});

test("two keys of one name are a mistake", () => {
  const reader = new ArgumentReader();
  readKeys("acme:ops:one acme:ops:two", "keys.txt", reader);
  expect(reader.mistakes).toEqual(['keys.txt: account "acme" has two keys with the name "ops"']);
});
