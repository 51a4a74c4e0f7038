import type { Agenda } from "./agenda.ts";
import type { ServerObserver } from "./server.ts";
import type { Work } from "./work.ts";

/** Everything a server needs from the world around it. */
export interface ServerPorts {
  readonly work: Work;
  readonly agenda: Agenda;
  /** Code under which the server's appointments are made; their subject is the server's own. */
  readonly code: number;
  readonly observer: ServerObserver;
}
