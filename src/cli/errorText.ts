/** What went wrong, as a person should read it. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
