/**
 * Calls back once after that many milliseconds (an integer from 1 to 2^31 − 1), perhaps a little early or late; what it
 * returns takes the call back.
 */
export type After = (delayMs: number, callback: () => void) => () => void;
