/** Why the control plane did not do what it was asked, with the canonical codes of its API. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: "INVALID_ARGUMENT" | "NOT_FOUND" | "ALREADY_EXISTS" | "FAILED_PRECONDITION";
  /** All of them, each with the field it is about. */
  readonly mistakes: readonly FieldMistake[];
}

export interface FieldMistake {
  readonly field: string;
  readonly message: string;
}

export function refusal(code: Refusal["code"], mistakes: readonly FieldMistake[]): Refusal {
  return { kind: "refused", code, mistakes };
}
