import type { AddressInfo } from "node:net";

/** Where a program of the bench listens, and the process whose CPU time counts. */
export interface Listening {
  readonly url: string;
  readonly pid: number;
}

/** Tells it to whoever forked this process, and ends when that one does. */
export function sayAddress(address: AddressInfo | string | null, pid: number): void {
  if (typeof address !== "object" || address === null) throw new Error("expected a port to listen on");
  const listening: Listening = { url: `http://127.0.0.1:${address.port}`, pid };
  process.send?.(listening);
  process.on("disconnect", () => process.exit());
}
