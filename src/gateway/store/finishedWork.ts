/**
 * What the work of a transaction gives. A promise is refused: its edits would come when the transaction is over, and half
 * of the work would be kept.
 */
export function finishedWork<Tables, T>(work: (tables: Tables) => T, tables: Tables): T {
  const result = work(tables);
  if (!(result instanceof Promise)) return result;
  // It will fail on tables that are closed, and nobody waits for it: unhandled, that would end the process.
  result.catch(() => {});
  throw new Error("The work of a transaction gave a promise: it must be done when it returns. Nothing of it was kept.");
}
