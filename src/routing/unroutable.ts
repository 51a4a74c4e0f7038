import type { Selector } from "./selector.ts";

/** The selector of a table with nobody to route to: never a silent uniform split. */
export const unroutable: Selector = { pick: () => -1 };
