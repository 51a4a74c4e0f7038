/** A request that the door answers itself, as the OpenAI API writes errors. */
export interface DoorError {
  readonly status: number;
  readonly type: "invalid_request_error" | "server_error";
  readonly code: string;
  /** What was expected, what came, and what to do. */
  readonly message: string;
  /** The field of the body that is meant. */
  readonly param?: string;
  /** Further headers of the answer: names and values in turn. */
  readonly headers?: readonly string[];
}

/** The body of the answer. */
export function errorBody({ message, type, code, param }: DoorError): string {
  return JSON.stringify({ error: { message, type, param: param ?? null, code } });
}

/** 503 with the time after which to try again. */
export function unavailable(code: string, message: string, retryAfterSeconds: number): DoorError {
  return { status: 503, type: "server_error", code, message, headers: ["retry-after", String(retryAfterSeconds)] };
}
