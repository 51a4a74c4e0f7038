import { expect, test } from "vitest";
import { ArgumentReader } from "../../../src/cli/argumentReader.ts";
import { readRedis } from "../../../src/cli/cluster/readRedis.ts";

function read(typed: string | undefined, environment: Readonly<Record<string, string>> = {}) {
  const reader = new ArgumentReader();
  const address = readRedis(typed, environment, reader);
  return { address, mistakes: reader.mistakes };
}

test("the argument wins over the variable, and the password comes from the environment", () => {
  expect(read("redis://a", { SHUNTYARD_REDIS_URL: "redis://b", SHUNTYARD_REDIS_PASSWORD: "p" }).address).toMatchObject({
    host: "a",
    password: "p",
  });
  expect(read(undefined, { SHUNTYARD_REDIS_URL: "rediss://u:old@b:7/2" }).address).toEqual({
    host: "b",
    port: 7,
    db: 2,
    tls: true,
    username: "u",
    password: "old",
  });
  expect(
    read(undefined, { SHUNTYARD_REDIS_URL: "redis://u:old@b", SHUNTYARD_REDIS_PASSWORD: "new" }).address?.password,
  ).toBe("new");
});

test("a password among the arguments is refused and never repeated", () => {
  for (const typed of ["redis://u:hush@a", "redis://:hush@a", "http://u:hush@a", "rediss://u:hush@a?b=c"]) {
    const { address, mistakes } = read(typed);
    expect(address).toBeUndefined();
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).not.toContain("hush");
  }
  expect(read("redis://u:hush@a").mistakes[0]).toContain("put it into SHUNTYARD_REDIS_PASSWORD");
});

test("no address, or none of Redis, is told with what was expected", () => {
  expect(read(undefined).mistakes).toEqual([
    "--redis: expected the address of Redis, here or in SHUNTYARD_REDIS_URL, such as redis://host:6379",
  ]);
  expect(read("localhost:6379").mistakes).toEqual([
    '--redis: expected redis://host:port or rediss://host:port for TLS, got "localhost:6379"',
  ]);
  expect(read(undefined, { SHUNTYARD_REDIS_URL: "hush" }).mistakes).toEqual([
    "SHUNTYARD_REDIS_URL: expected redis://host:port or rediss://host:port for TLS, got something else",
  ]);
});
