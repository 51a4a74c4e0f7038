import { hash } from "node:crypto";

/** Names the session of a request; before it, the field `user` of the body does. */
export const sessionHeader = "x-session-affinity";

/** The session of a request as 64 hexadecimal digits, however long its name; undefined when it has none. */
export function sessionKey(
  header: string | readonly string[] | undefined,
  user: string | undefined,
): string | undefined {
  const name = typeof header === "string" && header !== "" ? header : user;
  return name === undefined ? undefined : hash("sha256", name, "hex");
}
