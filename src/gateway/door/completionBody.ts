import { asFields } from "../../scenario/json/asFields.ts";
import type { DoorError } from "./doorError.ts";

/** What the door has to know of a body; the rest is the replica's business. */
export interface CompletionBody {
  readonly model: string;
  /** Names the session when no header does. */
  readonly user: string | undefined;
}

/** Reads a body far enough to route it, or says what is wrong with it. */
export function completionBody(body: Buffer): CompletionBody | DoorError {
  const fields = asFields(parsed(body));
  if (fields === undefined) return badRequest("not_json", "expected a body that is a JSON object, got something else");
  const { model, user } = fields;
  if (typeof model !== "string" || model === "") {
    const got = model === undefined ? "none" : JSON.stringify(model).slice(0, 40);
    return badRequest("model_required", `expected the name of a router, an alias or a deployment, got ${got}`, "model");
  }
  return { model, user: typeof user === "string" && user !== "" ? user : undefined };
}

export function badRequest(code: string, message: string, param?: string): DoorError {
  const error: DoorError = { status: 400, type: "invalid_request_error", code, message };
  return param === undefined ? error : { ...error, param };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
