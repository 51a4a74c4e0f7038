import { ArgumentReader } from "../argumentReader.ts";
import type { Terminal } from "../terminal.ts";
import type { ApiCall } from "./apiCall.ts";
import { readCall } from "./readCall.ts";
import { readConnection } from "./readConnection.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { ResourceKind } from "./resourceKind.ts";
import { type OutputName, outputNames, type ResourceRequest, type ResourceVerb } from "./resourceRequest.ts";

export type ResourceRequestReading =
  | { readonly kind: "request"; readonly request: ResourceRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readResourceRequest(
  kind: ResourceKind,
  verb: ResourceVerb,
  typed: ResourceArguments,
  environment: Terminal["environment"],
): ResourceRequestReading {
  const reader = new ArgumentReader();
  const connection = readConnection(typed, reader, environment);
  const call = readCall[verb](kind, typed, reader, connection.account);
  const dryRun = typed.dryRun ?? false;
  const output = readOutput(reader, typed, verb, dryRun);
  if (call === undefined || reader.mistakes.length > 0) return { kind: "mistakes", lines: reader.mistakes };
  const answers = answersOf(verb);
  const everyPage = typed.paginate !== false && answers === "page";
  return {
    kind: "request",
    request: {
      ...{ connection, answers, everyPage, output, dryRun },
      call: everyPage ? withLargestPages(call) : call,
      color: typed.color,
    },
  };
}

function readOutput(reader: ArgumentReader, typed: ResourceArguments, verb: ResourceVerb, dryRun: boolean): OutputName {
  const output = reader.oneOf("output", typed.output, outputNames) ?? "text";
  if (output === "flag" && dryRun) reader.complain("--output: with --dry-run expected text or json, got flag");
  if (output === "flag" && verb === "delete")
    reader.complain("--output: of a deletion expected text or json, got flag");
  return output;
}

function answersOf(verb: ResourceVerb): ResourceRequest["answers"] {
  if (verb === "list") return "page";
  return verb === "delete" ? "nothing" : "resource";
}

/** Where all pages are fetched, a page is as large as a server lets it be, unless its size was typed. */
function withLargestPages(call: ApiCall): ApiCall {
  return { ...call, query: { pageSize: "200", ...call.query } };
}
