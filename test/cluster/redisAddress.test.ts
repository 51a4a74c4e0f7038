import fc from "fast-check";
import { expect, test } from "vitest";
import { formatRedisAddress, parseRedisAddress } from "../../src/cluster/redisAddress.ts";

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ["redis", "rediss"] })), (text) => {
      parseRedisAddress(text);
    }),
  );
});

test("what is shown reads as the same server, and holds neither user nor password", () => {
  const addresses = fc.record({
    host: fc.constantFrom("queue", "10.0.0.7", "::1", "a.example"),
    port: fc.integer({ min: 1, max: 65_535 }),
    db: fc.nat({ max: 15 }),
    tls: fc.boolean(),
  });
  fc.assert(
    fc.property(addresses, (address) => {
      const shown = formatRedisAddress({ ...address, username: "shuntyard-user", password: "hush" });
      expect(shown).not.toMatch(/shuntyard-user|hush/);
      expect(parseRedisAddress(shown)).toEqual({ ...address, username: undefined, password: undefined });
    }),
  );
});

test("user, password, port and database are read, percent-encoding and all", () => {
  expect(parseRedisAddress("rediss://u%40x:p%2Fw@queue.example:7000/3")).toEqual({
    host: "queue.example",
    port: 7000,
    db: 3,
    tls: true,
    username: "u@x",
    password: "p/w",
  });
  expect(parseRedisAddress("redis://queue")).toMatchObject({ port: 6379, db: 0, tls: false, password: undefined });
});

test.for([
  "queue:6379",
  "http://queue",
  "redis://",
  "redis://queue/x",
  "redis://queue/0/1",
  "redis://queue?db=1",
  "redis://q:99999",
])("%j is no address of Redis", (text) => {
  expect(parseRedisAddress(text)).toBeUndefined();
});
