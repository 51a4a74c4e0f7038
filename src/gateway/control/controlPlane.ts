import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RandomSource } from "../../engine/randomSource.ts";
import { asFields } from "../../scenario/json/asFields.ts";
import type { ResourceStore } from "../resourceStore.ts";
import { answerOfFailure } from "./answerOfFailure.ts";
import { bodyLimit, readBody } from "./bodyParser.ts";
import type { Control } from "./control.ts";
import { deploymentRoutes } from "./deploymentRoutes.ts";
import type { FleetView } from "./fleetView.ts";
import type { GatewaysView } from "./gatewaysView.ts";
import { pageTokens } from "./list/pageToken.ts";
import { documentPath, openApiDocument } from "./openApiDocument.ts";
import { callerOf, type Principal, principalOfKey } from "./principal.ts";
import type { PathParameters, Route } from "./route.ts";
import { routePattern } from "./routePattern.ts";
import { routerRoutes } from "./routerRoutes.ts";
import { sendAnswer, sendJson } from "./sendAnswer.ts";

export interface ControlPlaneOptions {
  readonly store: ResourceStore;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Makes up ids, and the secret of page tokens unless that is given. */
  readonly random: RandomSource;
  readonly fleet: FleetView;
  readonly gateways: GatewaysView;
  /**
   * Calls without a key that we know are made by the account "local": for a server on loopback before any key exists.
   * False unless given: every call needs a key.
   */
  readonly open?: boolean;
  /** Whom a key belongs to; the store is asked with every call unless given. */
  readonly principalOf?: (key: string) => Principal | undefined;
  /** Signs page tokens: processes that answer at one address must share it, or a list breaks off between pages. */
  readonly tokenSecret?: string;
  /** Told of what went wrong on our side; the caller hears only that something did. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * The control plane as a plugin of fastify: all calls on routers and deployments, and their OpenAPI document at
 * `/openapi.json`. Every answer, errors included, is JSON; errors have the shape of `CanonicalError`.
 */
export function controlPlane(options: ControlPlaneOptions): (server: FastifyInstance) => Promise<void> {
  const { store, now, random, fleet, gateways, open = false, onFault = () => {} } = options;
  const principalOf = options.principalOf ?? ((key: string) => principalOfKey(store, key));
  const tokens = pageTokens(secretOf(options.tokenSecret, random));
  const control: Control = { store, now, random, fleet, gateways, tokens };
  const routes = [...routerRoutes(control), ...deploymentRoutes(control)];
  const callers = new WeakMap<FastifyRequest, Principal>();

  /** Before the body is read: who has no key cannot make us read anything. */
  function authenticate(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    if (request.routeOptions.url === documentPath) {
      done();
      return;
    }
    const caller = callerOf(principalOf, request.headers.authorization, open);
    if (caller.kind === "refused") {
      sendAnswer(reply.header("www-authenticate", "Bearer"), caller);
      return;
    }
    callers.set(request, caller.principal);
    done();
  }

  function serve(route: Route, request: FastifyRequest, reply: FastifyReply): void {
    const principal = callers.get(request);
    if (principal === undefined) throw new Error(`Nobody asked who calls ${route.operationId}.`);
    const { query, body } = request;
    sendAnswer(reply, route.serve({ principal, path: pathOf(request.params), query, body }));
  }

  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "string", bodyLimit }, readBody);
    server.addHook("onRequest", authenticate);
    server.setErrorHandler((error, _request, reply) => sendAnswer(reply, answerOfFailure(error, onFault)));
    for (const route of routes) {
      server.route({
        method: route.method,
        url: routePattern(route.path),
        bodyLimit,
        exposeHeadRoute: false,
        handler: (request, reply) => serve(route, request, reply),
      });
    }
    let document: string | undefined;
    server.get(documentPath, { exposeHeadRoute: false }, (_request, reply) => {
      // Made when somebody first asks: it costs more than the rest of the start.
      document ??= JSON.stringify(openApiDocument(routes));
      sendJson(reply, 200, document);
    });
  };
}

function pathOf(params: unknown): PathParameters {
  const fields = asFields(params) ?? {};
  const part = (name: string): string => String(fields[name] ?? "");
  return { account: part("account"), router: part("router"), deployment: part("deployment") };
}

function secretOf(secret: string | undefined, random: RandomSource): Uint8Array {
  if (secret !== undefined) return Buffer.from(secret, "utf8");
  return new Uint8Array(Uint32Array.from({ length: 8 }, () => random.next() >>> 0).buffer);
}
