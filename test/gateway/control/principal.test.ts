import fc from "fast-check";
import { expect, test } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import { bearerKey, principalOfKey } from "../../../src/gateway/control/principal.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";

test("a key is known by its hash alone, and every other text is nobody's", () => {
  const store = memoryResourceStore();
  store.change((tables) => tables.putKey({ hash: keyHash("secret"), account: "a", name: "laptop" }));
  expect(principalOfKey(store, "secret")).toEqual({ account: "a", name: "laptop" });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom("", "Secret", "secret ", keyHash("secret"))), (text) => {
      fc.pre(text !== "secret");
      expect(principalOfKey(store, text)).toBeUndefined();
    }),
  );
  store.close();
});

test("SHA-256 of abc, from FIPS 180-2", () => {
  expect(keyHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("the scheme may be written in any case", () => {
  for (const header of ["Bearer k", "bearer k", "BEARER   k "]) expect(bearerKey(header)).toBe("k");
});
