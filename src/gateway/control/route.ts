import type { z } from "zod";
import type { Answer } from "./canonicalError.ts";
import { Mistakes } from "./mistakes.ts";
import type { Principal } from "./principal.ts";
import { readFields } from "./readFields.ts";

/** One call of the API: where it is, what it takes and gives, and what it does. */
export interface Route extends RouteNames {
  /** An object with a field for each parameter. */
  readonly query: z.ZodType;
  readonly body?: z.ZodType;
  serve(request: RawRequest): Answer | Promise<Answer>;
}

export interface RouteNames {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** As OpenAPI writes it: `/v1/accounts/{account}/routers/{router}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly answer: z.ZodType;
}

/** A request as it came in, by somebody whom we know. */
export interface RawRequest {
  readonly principal: Principal;
  readonly path: PathParameters;
  readonly query: unknown;
  readonly body: unknown;
}

/** The parts of the path in braces, decoded; "" for one that the path does not have. */
export interface PathParameters {
  readonly account: string;
  readonly router: string;
  readonly deployment: string;
}

/** A request whose fields have been read. What could not be read is absent, and is among the mistakes. */
export interface Call<Query> {
  readonly principal: Principal;
  readonly path: PathParameters;
  readonly query: Query;
  /** Filled with what is wrong already: a call with mistakes must change nothing and answer them. */
  readonly mistakes: Mistakes;
}

/** A call in the making. */
export interface RouteDefinition<Query> extends RouteNames {
  /** All fields optional: what must be there is for `handle` to say, so that all mistakes are told together. */
  readonly query: z.ZodType<Query>;
  /** Says whether this caller may do it at all, before anything else of the request is looked at. */
  readonly admit?: (request: RawRequest) => Answer | undefined;
  readonly handle: (call: Call<Query>) => Answer | Promise<Answer>;
}

/** A call that has no use for a body. */
export function route<Query>({ query, admit, handle, ...names }: RouteDefinition<Query>): Route {
  return { ...names, query, serve: (request) => admit?.(request) ?? handle(read(request, query)) };
}

export interface BodyRouteDefinition<Query, Body> extends Omit<RouteDefinition<Query>, "handle"> {
  /** All fields optional, as those of the query. */
  readonly body: z.ZodType<Body>;
  readonly handle: (call: Call<Query> & { readonly body: Body }) => Answer | Promise<Answer>;
}

/** A call with a body. */
export function bodyRoute<Query, Body>(definition: BodyRouteDefinition<Query, Body>): Route {
  const { query, body, admit, handle, ...names } = definition;
  const serve = (request: RawRequest): Answer | Promise<Answer> => {
    const call = read(request, query);
    return handle({ ...call, body: readFields(body, request.body, "body", call.mistakes) });
  };
  return { ...names, query, body, serve: (request) => admit?.(request) ?? serve(request) };
}

function read<Query>({ principal, path, query }: RawRequest, schema: z.ZodType<Query>): Call<Query> {
  const mistakes = new Mistakes();
  return { principal, path, query: readFields(schema, query, "query", mistakes), mistakes };
}
