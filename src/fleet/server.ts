/**
 * Serves requests on the replicas of one deployment: who waits, who runs, for how long. One implementation a service
 * model. Replicas are numbered by the deployment, 0, 1, 2…, never twice.
 */
export interface Server {
  /** A replica became ready and takes requests from now on. */
  add(replica: number): void;
  /** The replica takes no new requests; what it holds it finishes, then `ServerObserver.drained` is told (perhaps at once). */
  drain(replica: number): void;
  /** The replica is gone at once; every request it holds is told to `ServerObserver.evicted`. Not told to `drained`. */
  remove(replica: number): void;
  /** Takes a request for the replica; false: its queue is full. */
  submit(request: number, replica: number): boolean;
  /** The client gave up: the request leaves wherever it is. Told to nobody. */
  cancel(request: number): void;
  /** An appointment made with the agenda has come. It may be out of date (the request has left meanwhile): then nothing happens. */
  due(subject: number): void;
  /** Tokens of a held request's answer that are out by now; 0 while it waits or its prompt is read. */
  tokensOut(request: number): number;
  /**
   * Asked of a request that `answering` was told of: no further token of its answer is out before this time, and one is
   * at it unless something has come between. Not before now; Infinity when all are out.
   */
  nextTokenMs(request: number): number;
  /** Requests the replica holds, waiting or running; for a pooled queue those running. */
  inFlight(replica: number): number;
  /** From now on work takes this many times as long; work already begun is not changed. */
  slow(factor: number): void;
  /** Requests a second that `ready` replicas can serve for ever, at the mean request size. */
  capacityPerSecond(ready: number, meanPromptTokens: number, meanOutputTokens: number): number;
}

/** Whom a server tells. Called in the middle of its work: the observer must not submit or cancel from inside `evicted`. */
export interface ServerObserver {
  /** Tokens of the request's answer come out from now on; it may be told in the middle of `submit`. */
  readonly answering?: ((request: number) => void) | undefined;
  /** The request has its whole answer. */
  served(request: number): void;
  /** The replica that held the request is gone. */
  evicted(request: number): void;
  /** A draining replica holds nothing any more. */
  drained(replica: number): void;
}
