import { clipText } from "../../report/clipText.ts";
import type { ApiCall } from "./apiCall.ts";
import { type Fields, objectsIn, textIn } from "./fields.ts";

/** A message that is longer says nothing more. */
const widest = 600;

/**
 * Why a server did not do a call: a sentence for each mistake, or one where it tells of none.
 *
 * @param body of the answer; undefined where it is no JSON object
 */
export function refusalLines(status: number, body: Fields | undefined, { method, path }: ApiCall): readonly string[] {
  if (body === undefined) {
    return [`${method} ${path}: status ${status} and no reason: is --base-url that of a Shuntyard server?`];
  }
  const told = objectsIn(body, "details").map((detail) =>
    sentence(textIn(detail, "field"), textIn(detail, "description")),
  );
  const message = textIn(body, "message") || `${method} ${path}: status ${status} and no reason`;
  const lines = told.length > 0 ? told : [message];
  return [...lines, ...hints(status, body)].map((line) => clipText(line, widest));
}

function sentence(field: string, description: string): string {
  return field === "" ? description : `${field}: ${description}`;
}

/** What the person can do about it. */
function hints(status: number, body: Fields): readonly string[] {
  const code = textIn(body, "code");
  if (status === 401 || code === "UNAUTHENTICATED") {
    return ["the key goes into SHUNTYARD_API_KEY, --api-key or a profile (-p)"];
  }
  if (code === "PERMISSION_DENIED") return ["-a, SHUNTYARD_ACCOUNT_ID or a profile (-p) chooses the account"];
  return status === 429 ? ["too many calls: try again later"] : [];
}
