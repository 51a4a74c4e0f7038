import { expected } from "../expected.ts";

/** The words of a schema for whatever does not fit it: what it expected, what came, and a remark on what came. */
export function expecting(
  what: string,
  remark: (got: unknown) => string = () => "",
): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => `${expected(what, input)}${remark(input)}`;
}
