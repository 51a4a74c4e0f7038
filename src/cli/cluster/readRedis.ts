import { parseRedisAddress, type RedisAddress } from "../../cluster/redisAddress.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";
import type { Terminal } from "../terminal.ts";

const urlVariable = "SHUNTYARD_REDIS_URL";
const passwordVariable = "SHUNTYARD_REDIS_PASSWORD";

/**
 * Where Redis is: `--redis`, or else SHUNTYARD_REDIS_URL. A password comes from the environment alone, because arguments
 * are seen by everybody on the machine: in that URL or in SHUNTYARD_REDIS_PASSWORD, which wins.
 */
export function readRedis(
  typed: Typed,
  environment: Terminal["environment"],
  reader: ArgumentReader,
): RedisAddress | undefined {
  const given = reader.text("redis", typed);
  const fromVariable = environment[urlVariable];
  const text = given ?? fromVariable;
  if (text === undefined || text === "") {
    return reader.complain(
      `--redis: expected the address of Redis, here or in ${urlVariable}, such as redis://host:6379`,
    );
  }
  const address = parseRedisAddress(text);
  if (address === undefined) {
    // What comes from the environment may hold a password.
    const found = given === undefined ? "something else" : JSON.stringify(withoutPassword(given));
    const where = given === undefined ? urlVariable : "--redis";
    return reader.complain(`${where}: expected redis://host:port or rediss://host:port for TLS, got ${found}`);
  }
  if (given !== undefined && address.password !== undefined) {
    return reader.complain(
      `--redis: everybody on this machine can read a password there: put it into ${passwordVariable}, or the whole address into ${urlVariable}`,
    );
  }
  const password = environment[passwordVariable];
  return password === undefined || password === "" ? address : { ...address, password };
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/.*@/, "//…@");
}
