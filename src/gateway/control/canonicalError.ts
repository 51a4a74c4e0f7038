import type { FieldMistake } from "../../routing/refusal.ts";

/** The HTTP status of every canonical code that the control plane answers with. */
export const httpStatuses = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type CanonicalCode = keyof typeof httpStatuses;

/** Why a call was not done, as it is answered. */
export interface CanonicalError {
  readonly code: CanonicalCode;
  /** A sentence for whoever reads the log. */
  readonly message: string;
  /** All mistakes of the request, each with its field; empty when it is not about fields. */
  readonly details: readonly ErrorDetail[];
}

export interface ErrorDetail {
  /** Path of the field, such as "deployments[1]"; "body" for the body as a whole. */
  readonly field: string;
  readonly description: string;
}

/** What a call comes to: a body with status 200, or an error. */
export type Answer = { readonly kind: "answer"; readonly body: unknown } | Refused;

export interface Refused {
  readonly kind: "refused";
  readonly error: CanonicalError;
}

export function answer(body: unknown): Answer {
  return { kind: "answer", body };
}

/** An error whose message is the first of its mistakes and how many more there are. */
export function refuse(code: CanonicalCode, mistakes: readonly FieldMistake[]): Refused {
  const details = mistakes.map(({ field, message }) => ({ field, description: message }));
  return { kind: "refused", error: { code, message: summary(code, details), details } };
}

/** An error that is about the call as a whole. */
export function refuseCall(code: CanonicalCode, message: string): Refused {
  return { kind: "refused", error: { code, message, details: [] } };
}

function summary(code: CanonicalCode, details: readonly ErrorDetail[]): string {
  const [first, ...others] = details;
  if (first === undefined) return "the request is not valid";
  const place = code === "INVALID_ARGUMENT" ? `${first.field}: ` : "";
  const more = others.length === 0 ? "" : ` (and ${others.length} more: see details)`;
  return `${place}${first.description}${more}`;
}
