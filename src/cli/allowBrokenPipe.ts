/** Lets a reader such as `head` leave early: what cannot be read any more is not an error. */
export function allowBrokenPipe(stream: NodeJS.WritableStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
