/** The account of whoever calls a server that needs no keys, and of the resources that `serve` begins with. */
export const localAccount = "local";
