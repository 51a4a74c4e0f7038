/** Runs something as a user who has only the rights that files give to all, even where the tests are run by root. */
export function asStranger<T>(work: () => T): T {
  const self = process.geteuid?.();
  if (self !== 0) return work();
  process.seteuid?.(65534);
  try {
    return work();
  } finally {
    process.seteuid?.(self);
  }
}
