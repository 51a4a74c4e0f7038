import { exitCode } from "./exitCode.ts";

/** Lets a reader such as `head` leave early: what cannot be read any more is not an error. Anything else ends the program. */
export function allowBrokenPipe(stream: NodeJS.WritableStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`shuntyard: the output cannot be written: ${error.message}\n`);
    process.exit(exitCode.error);
  });
}
