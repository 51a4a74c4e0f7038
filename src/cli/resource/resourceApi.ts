import { Agent, request } from "undici";
import { asFields } from "../../scenario/json/asFields.ts";
import { exitCode } from "../exitCode.ts";
import { packageVersion } from "../packageVersion.ts";
import { type ApiCall, callUrl } from "./apiCall.ts";
import type { CallFailure, CallOutcome } from "./callOutcome.ts";
import type { Connection } from "./connection.ts";
import { refusalLines } from "./refusalLines.ts";
import { unreachableLine } from "./unreachableLine.ts";

/** A server of the API. */
export interface ResourceApi {
  /** Never throws: whatever goes wrong is told as a failure. Redirections are not followed: the key is for one server. */
  send(call: ApiCall): Promise<CallOutcome>;
  close(): Promise<void>;
}

export interface ApiLimits {
  /** For the connection alone. */
  readonly connectTimeoutMs: number;
  /** For a call as a whole. */
  readonly timeoutMs: number;
  /** Longest answer that is read. */
  readonly mostBytes: number;
}

const usualLimits: ApiLimits = { connectTimeoutMs: 5_000, timeoutMs: 60_000, mostBytes: 16 * 1024 * 1024 };

/** Opens a server of the API; nothing is sent yet. */
export function openResourceApi(connection: Connection, limits: ApiLimits = usualLimits): ResourceApi {
  const { connectTimeoutMs: timeout, mostBytes: maxResponseSize } = limits;
  const dispatcher = new Agent({ connections: 1, connect: { timeout }, maxResponseSize });
  return {
    send: async (call) => {
      try {
        const { statusCode, body } = await request(callUrl(connection.baseUrl, call), {
          ...{ dispatcher, method: call.method, headers: headersOf(connection, call) },
          body: call.body === undefined ? null : JSON.stringify(call.body),
          signal: AbortSignal.timeout(limits.timeoutMs),
        });
        return outcomeOf(statusCode, await body.text(), connection, call);
      } catch (error) {
        return failure(exitCode.error, [unreachableLine(error, connection.baseUrl, call)]);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function headersOf({ apiKey }: Connection, { body }: ApiCall): Readonly<Record<string, string>> {
  return {
    accept: "application/json",
    "user-agent": `shuntyard/${packageVersion}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
}

function outcomeOf(status: number, text: string, { baseUrl }: Connection, call: ApiCall): CallOutcome {
  const body = asFields(parsed(text));
  if (status >= 200 && status < 300) {
    if (body !== undefined) return { kind: "answer", body };
    return failure(exitCode.error, [
      `${baseUrl.href}: expected a JSON object, got something else with status ${status}: is --base-url right?`,
    ]);
  }
  const lines = refusalLines(status, body, call);
  if (status >= 400 && status < 500) return failure(exitCode.fail, lines);
  const hint = status >= 500 ? "" : "; redirections are not followed: is --base-url right?";
  return failure(exitCode.error, [`${baseUrl.href} answered with status ${status}${hint}`, ...(body ? lines : [])]);
}

function failure(code: CallFailure["code"], lines: readonly string[]): CallFailure {
  return { kind: "failure", code, lines };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
