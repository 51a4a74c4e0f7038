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

type Treatment = "passed" | "dropped" | "connection" | "length";

/** How many spellings of names are remembered; the rest is worked out every time. */
const spellings = 1000;

/** What becomes of a header, by its name as it is written. */
class Treatments {
  private readonly dropped: ReadonlySet<string>;
  private readonly known = new Map<string, Treatment>();

  constructor(dropped: ReadonlySet<string>) {
    this.dropped = dropped;
  }

  of(name: string): Treatment {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const treatment = this.workOut(name.toLowerCase());
    if (this.known.size < spellings) this.known.set(name, treatment);
    return treatment;
  }

  private workOut(lower: string): Treatment {
    if (lower === "connection") return "connection";
    if (this.dropped.has(lower) || lower.startsWith(attributionPrefix)) return "dropped";
    return lower === "content-length" ? "length" : "passed";
  }
}

const ofRequests = new Treatments(heldBack);
const ofAnswers = new Treatments(perConnection);

/** Headers of a request as a replica gets them: names and values in turn, in their order, as they were written. */
export function requestHeaders(raw: readonly string[]): string[] {
  const headers: string[] = [];
  let named: readonly string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const value = raw[i + 1] ?? "";
    const treatment = ofRequests.of(name);
    if (treatment === "connection") named = [...named, ...namedIn(value)];
    else if (treatment !== "dropped") headers.push(name, value);
  }
  return named.length === 0 ? headers : without(headers, named);
}

/** The head of an answer as the client gets it. */
export interface AnswerHead {
  /** Names and values in turn. What only the door can know, an answer cannot claim. */
  readonly headers: string[];
  /** How long the body is, where the replica tells it. */
  readonly bodyBytes: number | undefined;
}

export function answerHead(raw: readonly Buffer[]): AnswerHead {
  const headers: string[] = [];
  let named: readonly string[] = [];
  let bodyBytes: number | undefined;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = asText(raw[i]);
    const treatment = ofAnswers.of(name);
    if (treatment === "dropped") continue;
    const value = asText(raw[i + 1]);
    if (treatment === "connection") named = [...named, ...namedIn(value)];
    else headers.push(name, value);
    if (treatment === "length") bodyBytes = Number(value);
  }
  return { headers: named.length === 0 ? headers : without(headers, named), bodyBytes };
}

/** Bytes above 127 mean different things to different people: they pass as they are. */
function asText(bytes: Buffer | undefined): string {
  return bytes === undefined ? "" : bytes.toString("latin1");
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
