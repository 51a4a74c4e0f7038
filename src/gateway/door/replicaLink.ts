import { buildConnector, Client } from "undici";
import type { DoorLimits } from "./doorLimits.ts";

/**
 * The connections to one replica: as many as it has requests in flight, kept alive between them. The one that was used
 * last is used next, so that those that are not needed grow cold; to find it costs the same however many are busy.
 */
export class ReplicaLink {
  readonly baseUrl: string;
  /** Attempts that were begun here and have not ended. */
  inFlight = 0;
  private readonly origin: string;
  /** What comes before the path of a request; empty or "/something". */
  private readonly prefix: string;
  private readonly options: Client.Options;
  private readonly connections: Client[] = [];
  private readonly idle: Client[] = [];
  private closed = false;

  /** @param baseUrl absolute, http or https */
  constructor(baseUrl: string, limits: DoorLimits) {
    const { origin, pathname } = new URL(baseUrl);
    this.baseUrl = baseUrl;
    this.origin = origin;
    this.prefix = pathname.replace(/\/+$/, "");
    this.options = {
      connect: buildConnector({ timeout: limits.connectMs }),
      // How long an answer may take is for the exchange to say.
      headersTimeout: 0,
      bodyTimeout: 0,
      // One request a connection at a time: an answer may take minutes.
      pipelining: 1,
    };
  }

  /** A connection without a request. It is made when it gets one. */
  take(): Client {
    const idle = this.idle.pop();
    if (idle !== undefined) return idle;
    const connection = new Client(this.origin, this.options);
    this.connections.push(connection);
    if (this.closed) void connection.close();
    return connection;
  }

  /** Once its request has ended, however it did. */
  giveBack(connection: Client): void {
    this.idle.push(connection);
  }

  /** The path that the replica is asked for. */
  pathOf(path: string): string {
    return this.prefix + path;
  }

  /** Requests in flight end as they would; new ones are refused. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  /** Cuts what is in flight. */
  async destroy(): Promise<void> {
    this.closed = true;
    await Promise.all(this.connections.map((connection) => connection.destroy()));
  }
}
