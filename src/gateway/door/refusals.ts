import { quote } from "../../scenario/quote.ts";
import { badRequest } from "./completionBody.ts";
import { type DoorError, unavailable } from "./doorError.ts";

export const unknownKey: DoorError = {
  status: 401,
  type: "invalid_request_error",
  code: "invalid_api_key",
  message: "expected the header Authorization: Bearer KEY with a key of an account",
  headers: ["www-authenticate", "Bearer"],
};

/** Says the same of what does not exist and of what the account may not know of. */
export function unknownModel(model: string): DoorError {
  return {
    status: 404,
    type: "invalid_request_error",
    code: "model_not_found",
    message: `there is no router, alias or deployment ${quote(model)} that this account may call; GET /v1/models lists those it may`,
    param: "model",
  };
}

export function tooLarge(limitBytes: number): DoorError {
  return {
    status: 413,
    type: "invalid_request_error",
    code: "body_too_large",
    message: `expected a body of at most ${limitBytes} bytes, got more`,
  };
}

export function unreadableEncoding(encoding: string): DoorError {
  const message = `expected a body that is not compressed, got Content-Encoding ${quote(encoding)}`;
  return { ...badRequest("unsupported_encoding", message), status: 415 };
}

export function shuttingDown(retryAfterSeconds: number): DoorError {
  const error = unavailable("draining", "this gateway is shutting down: ask another one", retryAfterSeconds);
  return { ...error, headers: [...(error.headers ?? []), "connection", "close"] };
}
