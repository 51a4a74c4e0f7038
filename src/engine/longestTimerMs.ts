/** A timer of Node that is set for longer rings at once. */
export const longestTimerMs: number = 2 ** 31 - 1;
