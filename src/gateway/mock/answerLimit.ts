/** Longest answer that a mock replica gives, in tokens: about that of the largest models. */
export const answerLimit = 131_072;
