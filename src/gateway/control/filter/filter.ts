/** A filter as it is written, before its fields are looked up. */
export type Filter =
  | { readonly kind: "all"; readonly of: readonly Filter[] }
  | { readonly kind: "any"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | Comparison;

export interface Comparison {
  readonly kind: "comparison";
  /** Names joined by dots, such as `replicaStats.readyReplicaCount`. */
  readonly field: string;
  readonly comparator: Comparator;
  readonly argument: FilterArgument;
}

export const comparators = ["=", "!=", "<", "<=", ">", ">=", ":"] as const;
export type Comparator = (typeof comparators)[number];

/** What a field is compared with. */
export interface FilterArgument {
  /** The text between wildcards: "a*b" is ["a", "b"], "*" is ["", ""], a text without wildcard stands alone. */
  readonly parts: readonly string[];
}

/** The argument without its wildcards marked: for messages, and for kinds that have none. */
export function argumentText({ parts }: FilterArgument): string {
  return parts.join("*");
}
