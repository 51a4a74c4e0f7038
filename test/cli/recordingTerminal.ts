import type { Terminal } from "../../src/cli/terminal.ts";

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  readonly results: () => string;
  readonly messages: () => string;
}

export function recordingTerminal(environment: Terminal["environment"] = {}, isTTY = false): RecordingTerminal {
  const written = { results: "", messages: "" };
  return {
    stdout: {
      isTTY,
      write: (text) => {
        written.results += text;
      },
    },
    stderr: {
      isTTY,
      write: (text) => {
        written.messages += text;
      },
    },
    environment,
    results: () => written.results,
    messages: () => written.messages,
  };
}
