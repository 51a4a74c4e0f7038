/** Whether a text may be a step of a path: "." and ".." would lead to another resource, halves of a pair to none. */
export function isPathStep(text: string): boolean {
  return /^(?!\.{1,2}$)[^/\p{Cc}\p{Cs}]{1,300}$/u.test(text);
}
