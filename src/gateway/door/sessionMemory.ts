/**
 * Which deployment a session was given, for the sessions that were seen last. With it a session stays where it is when
 * weights change; when it is forgotten, or another process is asked, its rendezvous decides.
 */
export class SessionMemory {
  private readonly limit: number;
  // A map keeps the order in which its keys came: the first one is the one that was not seen for longest.
  private readonly deployments = new Map<string, string>();

  /** @param limit integer >= 0 */
  constructor(limit: number) {
    this.limit = limit;
  }

  recall(session: string): string | undefined {
    const deployment = this.deployments.get(session);
    if (deployment !== undefined) this.keep(session, deployment);
    return deployment;
  }

  keep(session: string, deployment: string): void {
    this.deployments.delete(session);
    this.deployments.set(session, deployment);
    if (this.deployments.size <= this.limit) return;
    const [oldest] = this.deployments.keys();
    if (oldest !== undefined) this.deployments.delete(oldest);
  }
}
