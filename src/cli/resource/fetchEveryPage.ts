import { exitCode } from "../exitCode.ts";
import type { ApiCall } from "./apiCall.ts";
import type { CallFailure, CallOutcome } from "./callOutcome.ts";
import { listIn, textIn } from "./fields.ts";
import type { ResourceApi } from "./resourceApi.ts";
import type { Collection } from "./resourceName.ts";

/** Two million resources at 200 a page: a server that hands out more is out of order. */
const mostPages = 10_000;

/**
 * The page that the call asks for with those of all later pages behind its resources, as if it had been one. Fails as a
 * whole when one page does, when a token comes a second time, and after 10,000 pages.
 */
export async function fetchEveryPage(
  { send }: Pick<ResourceApi, "send">,
  call: ApiCall,
  collection: Collection,
): Promise<CallOutcome> {
  const resources: unknown[] = [];
  const tokens = new Set<string>();
  let next = call;
  while (tokens.size < mostPages) {
    const outcome = await send(next);
    if (outcome.kind === "failure") return outcome;
    for (const resource of listIn(outcome.body, collection)) resources.push(resource);
    const token = textIn(outcome.body, "nextPageToken");
    if (token === "" && tokens.size === 0) return outcome;
    if (token === "") return { kind: "answer", body: { ...outcome.body, [collection]: resources } };
    if (tokens.has(token)) return outOfOrder(`it has told the same page token twice, after ${tokens.size} pages`);
    tokens.add(token);
    next = { ...call, query: { ...call.query, pageToken: token } };
  }
  return outOfOrder(`there is no end after ${mostPages} pages`);
}

function outOfOrder(what: string): CallFailure {
  const line = `the server's list cannot be read to its end: ${what}; --no-paginate shows one page`;
  return { kind: "failure", code: exitCode.error, lines: [line] };
}
