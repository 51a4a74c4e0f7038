import { type Dispatcher, Pool } from "undici";
import type { DoorLimits } from "./doorLimits.ts";

/** The connections to one replica: as many as it has requests in flight, kept alive between them. */
export class ReplicaLink {
  readonly baseUrl: string;
  /** Attempts that were begun here and have not ended. */
  inFlight = 0;
  /** What comes before the path of a request; empty or "/something". */
  private readonly prefix: string;
  private readonly pool: Pool;

  /** @param baseUrl absolute, http or https */
  constructor(baseUrl: string, limits: DoorLimits) {
    const { origin, pathname } = new URL(baseUrl);
    this.baseUrl = baseUrl;
    this.prefix = pathname.replace(/\/+$/, "");
    this.pool = new Pool(origin, {
      connectTimeout: limits.connectMs,
      headersTimeout: limits.firstByteMs,
      bodyTimeout: limits.idleMs,
      // One request a connection at a time: an answer may take minutes.
      pipelining: 1,
    });
  }

  /** Errors, too, come to the handler alone. */
  post(path: string, headers: string[], body: Buffer | string, handler: Dispatcher.DispatchHandler): void {
    this.pool.dispatch({ method: "POST", path: this.prefix + path, headers, body }, handler);
  }

  /** Requests in flight end as they would; new ones are refused. */
  close(): Promise<void> {
    return this.pool.close();
  }

  /** Cuts what is in flight. */
  destroy(): Promise<void> {
    return this.pool.destroy();
  }
}
