/** Which server is spoken to, and for whom. */
export interface Connection {
  /** Without credentials, query and fragment; calls are put behind its path. */
  readonly baseUrl: URL;
  readonly account: string;
  /** Never shown. Absent: calls carry none. */
  readonly apiKey?: string;
}
