import { createPaint } from "../../report/paint.ts";
import { exitCode } from "../exitCode.ts";
import { reportWidth } from "../reportWidth.ts";
import type { Terminal } from "../terminal.ts";
import { wantsColor } from "../wantsColor.ts";
import type { CallOutcome } from "./callOutcome.ts";
import { dryRunText } from "./dryRunText.ts";
import { fetchEveryPage } from "./fetchEveryPage.ts";
import { type Fields, objectsIn, textIn } from "./fields.ts";
import { flagWord } from "./flagWord.ts";
import { harmlessJson } from "./harmlessJson.ts";
import { listText } from "./listText.ts";
import { readResourceRequest } from "./readResourceRequest.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { ResourceKind } from "./resourceKind.ts";
import type { ResourceRequest, ResourceVerb } from "./resourceRequest.ts";
import { resourceText } from "./resourceText.ts";

/** Reads what was typed and, where nothing is wrong with it, has the server do it. Gives the exit code. */
export async function performResource(
  kind: ResourceKind,
  verb: ResourceVerb,
  typed: ResourceArguments,
  terminal: Terminal,
): Promise<number> {
  const reading = readResourceRequest(kind, verb, typed, terminal.environment);
  if (reading.kind === "mistakes") return complain(reading.lines, exitCode.usage, terminal);
  const { request } = reading;
  if (request.dryRun) {
    terminal.stdout.write(dryRunText(request));
    return exitCode.pass;
  }
  const outcome = await fetchAnswer(kind, request);
  if (outcome.kind === "failure") return complain(outcome.lines, outcome.code, terminal);
  terminal.stdout.write(answerText(kind, request, outcome.body, terminal));
  const token = request.answers === "page" ? textIn(outcome.body, "nextPageToken") : "";
  if (token !== "" && request.output !== "json") {
    terminal.stderr.write(`there are more: ${flagWord("page-token", token)} shows the next page\n`);
  }
  return exitCode.pass;
}

async function fetchAnswer(kind: ResourceKind, { connection, call, everyPage }: ResourceRequest): Promise<CallOutcome> {
  const { openResourceApi } = await import("./resourceApi.ts");
  const api = openResourceApi(connection);
  try {
    return everyPage ? await fetchEveryPage(api, call, kind.collection) : await api.send(call);
  } finally {
    await api.close();
  }
}

function answerText(kind: ResourceKind, request: ResourceRequest, answer: Fields, terminal: Terminal): string {
  const { answers, output } = request;
  if (output === "json") return `${harmlessJson(answer)}\n`;
  if (answers === "nothing") return `deleted ${decodeURIComponent(request.call.path).replace("/v1/", "")}\n`;
  const resources = answers === "page" ? objectsIn(answer, kind.collection) : [answer];
  if (output === "flag") return resources.map((resource) => `${kind.flags(resource).join(" ")}\n`).join("");
  const width = reportWidth(terminal.stdout);
  const paint = createPaint(wantsColor(request.color, terminal.stdout, terminal));
  return answers === "page" ? listText(kind, resources, width, paint) : resourceText(kind, answer, width, paint);
}

function complain(lines: readonly string[], code: number, { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`shuntyard: ${line}\n`);
  return code;
}
