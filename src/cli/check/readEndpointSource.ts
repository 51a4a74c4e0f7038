import { parsePattern } from "../../check/log/logFormat.ts";
import type { Attribution } from "../../live/attribution.ts";
import { parseDuration } from "../../scenario/quantity/parseDuration.ts";
import { parseRate } from "../../scenario/quantity/parseRate.ts";
import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { EndpointSource } from "./checkRequest.ts";
import { requirePromise } from "./readSchedule.ts";
import type { ReadingPorts, SourceReading } from "./sourceReading.ts";

const mostRequests = 1e9;
const mostConcurrency = 10_000;
const usualRate = 50;
const usualTimeoutMs = 5000;

/** `--target URL`: picks that a router makes while it is asked. */
export function readEndpointSource(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
): SourceReading | undefined {
  const promised = requirePromise(typed, reader, ports);
  const target = reader.parsed(
    "target",
    typed.target,
    parseUrl,
    "an http or https URL without user and password (-H can take them from the environment)",
  );
  const attribution = readAttribution(typed, reader);
  const headers = readHeaders(typed.header ?? [], reader, ports.environment);
  const body = reader.text("body", typed.body);
  const method = reader.parsed("method", typed.method, parseMethod, "a method such as GET or POST");
  const rate = reader.parsed("rate", typed.rate, positiveRate, 'a rate above 0 such as "50/s", the total') ?? usualRate;
  const concurrency = reader.integer("concurrency", typed.concurrency, 1, mostConcurrency) ?? 1;
  const timeoutMs = reader.parsed("timeout", typed.timeout, positiveDuration, 'a duration above 0 such as "5s"');
  const requests = reader.integer("requests", typed.requests, 1, mostRequests);
  const most = reader.integer("max-requests", typed.maxRequests, 1, mostRequests) ?? mostRequests;
  const merged = reader.integer("instances", typed.instances, 1, 10_000) ?? 1;
  if (promised === undefined || target === undefined || attribution === undefined) return undefined;
  if (promised.schedule.phases.length > 1) {
    return reader.complain("--expect: an endpoint is checked against a split that does not change");
  }
  return {
    ...{ schedule: promised.schedule, order: "any", merged, notes: promised.notes },
    source: (planned): EndpointSource => ({
      kind: "endpoint",
      ...{ target, headers, attribution, concurrency },
      method: method ?? (body === undefined ? "GET" : "POST"),
      ...(body === undefined ? {} : { body }),
      requests: Math.min(most, requests ?? planned ?? 1),
      ratePerSecond: rate,
      timeoutMs: timeoutMs ?? usualTimeoutMs,
      connectionReuse: typed.newConnections !== true,
    }),
  };
}

function readAttribution(typed: CheckArguments, reader: ArgumentReader): Attribution | undefined {
  const header = reader.text("by-header", typed.byHeader);
  const field = reader.text("field", typed.field);
  const written = reader.text("pattern", typed.pattern);
  const given = [header, field, written].filter((each) => each !== undefined).length;
  if (given !== 1) {
    return reader.complain(
      `--target: expected one of --by-header NAME, --field PATH (of a JSON body) and --pattern REGEX (of the body) to tell the deployment, got ${given === 0 ? "none" : given}`,
    );
  }
  if (header !== undefined) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(header))
      return reader.complain(`--by-header: expected the name of a header, got ${quote(header)}`);
    return { kind: "header", name: header };
  }
  if (field !== undefined) return { kind: "json", path: field };
  const pattern = parsePattern(written ?? "");
  return typeof pattern === "string" ? reader.complain(`--pattern: ${pattern}`) : { kind: "pattern", pattern };
}

/** `Name: value`; `${NAME}` in the value is taken from the environment, so that no key need stand in a command line. */
function readHeaders(
  lines: readonly string[],
  reader: ArgumentReader,
  environment: ReadingPorts["environment"],
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*([^\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      reader.complain(`--header: expected "Name: value", got ${quote(line.replace(/:.*/s, ": …"))}`);
      continue;
    }
    headers[name] = value.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
      const known = environment[variable];
      if (known === undefined)
        reader.complain(`--header: the environment has no variable ${variable}, which ${name} needs`);
      return known ?? "";
    });
  }
  return headers;
}

/** Credentials do not belong into a URL, which reports and shells show; a header takes them from the environment. */
function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== "" || url.password !== "") return undefined;
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

function parseMethod(text: string): string | undefined {
  return /^[A-Za-z]{1,20}$/.test(text) ? text.toUpperCase() : undefined;
}

function positiveRate(text: string): number | undefined {
  return parseRate(text) || undefined;
}

function positiveDuration(text: string): number | undefined {
  return parseDuration(text) || undefined;
}
