import fc from "fast-check";
import { expect, test } from "vitest";
import { rememberedKeys } from "../../../src/gateway/door/rememberedKeys.ts";
import { testFeed } from "./plans.ts";

const key = fc.constantFrom("a", "b", "c", "d");
const step = fc.oneof(
  fc.record({ kind: fc.constant("ask" as const), key }),
  fc.record({ kind: fc.constant("give" as const), key, account: fc.constantFrom("acme", "other") }),
  fc.record({ kind: fc.constant("take away" as const), key }),
);

test("answers as the store would, once the plan of its last change has come", () => {
  fc.assert(
    fc.property(fc.array(step), fc.nat(5), (steps, limit) => {
      const store = new Map<string, string>();
      const feed = testFeed([], []);
      const accountOf = rememberedKeys((asked) => store.get(asked), feed, limit);
      for (const one of steps) {
        if (one.kind === "ask") expect(accountOf(one.key)).toBe(store.get(one.key));
        else if (one.kind === "give") store.set(one.key, one.account);
        else store.delete(one.key);
        if (one.kind !== "ask") feed.publish([], []);
      }
    }),
  );
});

test("asks the store once for a key that somebody has, and always for one that nobody has", () => {
  const asked: string[] = [];
  const feed = testFeed([], []);
  const accountOf = rememberedKeys((key) => {
    asked.push(key);
    return key === "good" ? "acme" : undefined;
  }, feed);
  for (const key of ["good", "good", "bad", "bad", "good"]) accountOf(key);
  expect(asked).toEqual(["good", "bad", "bad"]);
});

test("a key that was just made is good at once, without a new plan", () => {
  const keys = new Map<string, string>();
  const accountOf = rememberedKeys((key) => keys.get(key), testFeed([], []));
  expect(accountOf("new")).toBeUndefined();
  keys.set("new", "acme");
  expect(accountOf("new")).toBe("acme");
});
