/** Bytes of a body that are kept, and that may come out of a compressed one. */
export const mostBodyBytes: number = 2 ** 20;
