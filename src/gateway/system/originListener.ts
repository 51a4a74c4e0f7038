import type { RequestListener } from "node:http";
import { refuseCall } from "../control/canonicalError.ts";
import { unattributed } from "../door/attribution.ts";
import { isDoorPath } from "../door/doorCall.ts";
import { sendError } from "../door/sendWhole.ts";
import { originForm } from "./originForm.ts";
import { sendSystemJson } from "./sendSystemJson.ts";
import { strangersCall } from "./strangersCall.ts";

/**
 * Gives the calls of one address to those who answer them.
 *
 * @param open no key is needed, so that pages of other sites must be kept out
 */
export function originListener(data: RequestListener, rest: RequestListener, open: boolean): RequestListener {
  return (request, response) => {
    request.url = originForm(request.url ?? "");
    const isData = isDoorPath(request.url);
    const reason = open ? strangersCall(request) : undefined;
    if (reason === undefined) {
      if (isData) data(request, response);
      else rest(request, response);
      return;
    }
    request.resume();
    if (isData) sendError(response, { ...stranger, message: reason }, unattributed);
    else sendSystemJson(response, 403, refuseCall("PERMISSION_DENIED", reason).error);
  };
}

const stranger = { status: 403, type: "invalid_request_error", code: "stranger" } as const;
