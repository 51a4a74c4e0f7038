import type { Terminal } from "./terminal.ts";

/** What a command does: works on the terminal and ends with an exit code. */
export type Action = (terminal: Terminal) => Promise<number>;

/** Told by the parser what the command line asks for; nothing has been done yet. */
export type Choose = (action: Action) => void;
