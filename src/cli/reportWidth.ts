import type { Output } from "./terminal.ts";

const usual = 80;
const widest = 120;

/** The columns of the terminal, 120 at most because longer lines are hard to read; 80 where there is no terminal. */
export function reportWidth({ isTTY, columns }: Output): number {
  return isTTY === true && columns !== undefined && columns > 0 ? Math.min(widest, columns) : usual;
}
