/** How the fleet asks to be called later: virtual time in the simulation, timers in the live worlds. */
export interface Agenda {
  readonly nowMs: number;
  /** Calls back `due(code, subject)` at that time, in (time, order of scheduling). There is no cancelling: see `Server.due`. */
  schedule(atMs: number, code: number, subject: number): void;
}
