import type { Socket } from "node:net";

/** How long a client may take to read its answer and to leave, milliseconds. */
const lingerMs = 10_000;

/**
 * Makes the server's end of a connection close as RFC 9112, section 9.6, asks: after the last answer nothing more is
 * sent, and what the client is still sending is read and thrown away until it leaves too. `node:http` would close at
 * once; then whoever is refused in the middle of a long body is reset by the system, often before the answer was read.
 */
export function lingerOnClose(socket: Socket): void {
  socket.destroySoon = () => {
    const patience = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once("close", () => clearTimeout(patience));
    socket.end();
  };
}
