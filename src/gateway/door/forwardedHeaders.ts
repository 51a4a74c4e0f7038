/** Meant for one connection only (RFC 9110, section 7.6.1), with the older names that are still about. */
const perConnection: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What the door settles with each side by itself; the key of a client is no business of a replica. */
const heldBack: ReadonlySet<string> = new Set([...perConnection, "host", "content-length", "expect", "authorization"]);

const attributionPrefix = "x-shuntyard-";

/** Headers of a request as a replica gets them: names and values in turn, in their order, as they were written. */
export function requestHeaders(raw: readonly string[]): string[] {
  return kept(raw, heldBack);
}

/** Headers of an answer as the client gets them. What only the door can know, an answer cannot claim. */
export function answerHeaders(raw: readonly (Buffer | string)[]): string[] {
  return kept(raw, perConnection);
}

function kept(raw: readonly (Buffer | string)[], dropped: ReadonlySet<string>): string[] {
  const result: string[] = [];
  let named: readonly string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = asText(raw[i]);
    const lower = name.toLowerCase();
    if (lower === "connection") named = [...named, ...namedIn(asText(raw[i + 1]))];
    if (!dropped.has(lower) && !lower.startsWith(attributionPrefix)) result.push(name, asText(raw[i + 1]));
  }
  return named.length === 0 ? result : without(result, named);
}

/** Bytes above 127 mean different things to different people: they pass as they are. */
function asText(part: Buffer | string | undefined): string {
  return typeof part === "object" ? part.toString("latin1") : (part ?? "");
}

/** Headers that a `Connection` header declares to be for this connection only. */
function namedIn(value: string): readonly string[] {
  if (value === "keep-alive" || value === "close") return [];
  const names = value.split(",").map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== "" && name !== "keep-alive" && name !== "close");
}

function without(headers: readonly string[], names: readonly string[]): string[] {
  return headers.filter((_, i) => !names.includes((headers[i - (i % 2)] ?? "").toLowerCase()));
}
