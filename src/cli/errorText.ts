/** What went wrong, as a person should read it; of a file error the reason alone, because the path is told beside it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [reason = ""] = "syscall" in error ? error.message.split(", ") : [error.message];
  return reason;
}
