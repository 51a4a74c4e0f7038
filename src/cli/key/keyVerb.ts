export const keyVerbs = ["create", "list", "delete"] as const;
export type KeyVerb = (typeof keyVerbs)[number];
