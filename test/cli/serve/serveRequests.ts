import type { ServeRequest } from "../../../src/cli/serve/serveRequest.ts";

/** A request as it is without flags, but for what is given. */
export function serveRequest(given: Partial<ServeRequest> = {}): ServeRequest {
  return {
    scenarioPath: undefined,
    host: "127.0.0.1",
    port: 0,
    storePath: undefined,
    gateways: 1,
    seed: undefined,
    keys: [],
    sendBaseModel: false,
    graceMs: 0,
    json: false,
    quiet: true,
    color: undefined,
    ...given,
  };
}
