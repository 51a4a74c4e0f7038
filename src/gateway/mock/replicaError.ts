/** A request that a mock replica does not serve, as the OpenAI API tells it. */
export interface ReplicaError {
  readonly status: number;
  readonly type: "invalid_request_error" | "rate_limit_error" | "server_error";
  readonly code: string;
  readonly message: string;
  /** The field of the body that is meant. */
  readonly param?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of the answer. */
export function replicaErrorBody({ message, type, code, param }: ReplicaError): string {
  return JSON.stringify({ error: { message, type, param: param ?? null, code } });
}

export function badCall(status: number, code: string, message: string, param?: string): ReplicaError {
  const error: ReplicaError = { status, type: "invalid_request_error", code, message };
  return param === undefined ? error : { ...error, param };
}

const soon = { "retry-after": "1" } as const;

export const queueFull: ReplicaError = {
  status: 429,
  type: "rate_limit_error",
  code: "queue_full",
  message: "the queue of this replica is full: send the request to another replica, or again a little later",
  headers: soon,
};

export const notReady: ReplicaError = {
  status: 503,
  type: "server_error",
  code: "not_ready",
  message: "this replica takes no requests: it is starting, or it is draining; send the request to another replica",
  headers: soon,
};

export const injectedError: ReplicaError = {
  status: 500,
  type: "server_error",
  code: "injected_error",
  message: "this attempt fails because the deployment has an error rate at present",
};
