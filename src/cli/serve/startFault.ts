import { errorText } from "../errorText.ts";
import type { ServeRequest } from "./serveRequest.ts";

/** Why a server could not begin, and what to do about it. */
export function startFault(error: unknown, { host, port }: Pick<ServeRequest, "host" | "port">): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} of ${host} is in use: stop what listens there, or take another one (--port 0: any that is free)`;
    case "EACCES":
      return `this user may not listen on port ${port} of ${host}: take one above 1023 with --port`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `this machine has no interface ${host}: give the name or address of one with --host`;
    default:
      return errorText(error);
  }
}
