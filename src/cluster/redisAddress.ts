/** Where a Redis or Valkey server is, and who asks. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/**
 * Reads `redis://host:port/db`, or `rediss://` for TLS, perhaps with `user:password@`; port 6379 and database 0 unless
 * told otherwise.
 *
 * @returns undefined when it is no such address
 */
export function parseRedisAddress(text: string): RedisAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const db = /^\/?(\d{0,5})$/.exec(url?.pathname ?? "none")?.[1];
  if (url === undefined || db === undefined || url.hostname === "" || url.search !== "" || url.hash !== "") {
    return undefined;
  }
  if (url.protocol !== "redis:" && url.protocol !== "rediss:") return undefined;
  const [username, password] = [decoded(url.username), decoded(url.password)];
  if (username === undefined || password === undefined) return undefined;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? 6379 : Number(url.port),
    db: Number(db),
    tls: url.protocol === "rediss:",
    username: username === "" ? undefined : username,
    password: password === "" ? undefined : password,
  };
}

/** The address as it may be shown to anybody: without user and password. */
export function formatRedisAddress({ host, port, db, tls }: RedisAddress): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return `${tls ? "rediss" : "redis"}://${name}:${port}${db === 0 ? "" : `/${db}`}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
