/** The message of what is thrown; undefined when nothing is. */
export function messageOf(attempt: () => void): string | undefined {
  try {
    attempt();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}
