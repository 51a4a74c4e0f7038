import type { ApiCall } from "./apiCall.ts";
import type { Connection } from "./connection.ts";

export const outputNames = ["text", "json", "flag"] as const;
export type OutputName = (typeof outputNames)[number];

export const resourceVerbs = ["create", "list", "get", "update", "scale", "delete"] as const;
export type ResourceVerb = (typeof resourceVerbs)[number];

/** What is to be done, checked. */
export interface ResourceRequest {
  readonly connection: Connection;
  readonly call: ApiCall;
  /** What the answer is: a resource, a page of a list, or nothing. */
  readonly answers: "resource" | "page" | "nothing";
  /** Fetch all pages from this one on. */
  readonly everyPage: boolean;
  readonly output: OutputName;
  /** Only say what would be sent. */
  readonly dryRun: boolean;
  readonly color: boolean | undefined;
}
