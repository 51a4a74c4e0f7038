/** What a task gives back: a failure within it is an answer; only a thread that dies has none. */
export type ThreadAnswer<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly message: string };
