import { StoreFault } from "../store/storeFault.ts";
import { bodyLimit } from "./bodyParser.ts";
import { type Answer, refuse, refuseCall } from "./canonicalError.ts";
import { UnfitRequest } from "./unfitRequest.ts";

/**
 * What is answered when a call ends in an error: the caller hears of its own mistakes, and of ours only that there was
 * one.
 *
 * @param onFault told of the errors that are ours
 */
export function answerOfFailure(error: unknown, onFault: (error: unknown) => void): Answer {
  if (error instanceof UnfitRequest) return refuse("INVALID_ARGUMENT", [{ field: error.part, message: error.message }]);
  const { code, statusCode } = fieldsOf(error);
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return refuse("INVALID_ARGUMENT", [{ field: "body", message: `expected at most ${bodyLimit} bytes, got more` }]);
  }
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return refuse("INVALID_ARGUMENT", [{ field: "Content-Type", message: "expected application/json" }]);
  }
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) {
    return refuseCall("INVALID_ARGUMENT", messageOf(error).slice(0, longestMessage));
  }
  onFault(error);
  if (error instanceof StoreFault && error.kind === "busy") {
    return refuseCall(
      "UNAVAILABLE",
      "the store is held by another process; nothing was changed: try again in a moment",
    );
  }
  if (error instanceof StoreFault) {
    return refuseCall("UNAVAILABLE", "the store of resources cannot be used: see the log of the server");
  }
  return refuseCall("INTERNAL", "the server failed at this call: see its log");
}

/** Fastify quotes the URL, however long it is. */
const longestMessage = 300;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "the request cannot be read";
}

function fieldsOf(error: unknown): { readonly code?: unknown; readonly statusCode?: unknown } {
  if (typeof error !== "object" || error === null) return {};
  return { code: Reflect.get(error, "code"), statusCode: Reflect.get(error, "statusCode") };
}
