import { type Expectation, sharesOf } from "../../check/expectation.ts";
import { counted } from "../../experiment/inWords.ts";

/** Smaller odds that requests drawn one by one stay on their connection's deployment are not taken for chance. */
const notChance = Math.log(1e-6);

interface OfConnection {
  readonly deployment: number;
  picks: number;
}

/**
 * Whether every connection that was kept open always came to one deployment: a router of connections (a balancer of TCP, a
 * service of Kubernetes) picks once for each of them, so that requests are no draws.
 */
export class ConnectionPicks {
  private readonly connections = new Map<number, OfConnection>();
  private isMixed = false;

  take(connection: number, deployment: number): void {
    const known = this.connections.get(connection);
    if (known === undefined) this.connections.set(connection, { deployment, picks: 1 });
    else if (known.deployment === deployment) known.picks++;
    else this.isMixed = true;
  }

  /** A sentence when they did and that was no chance; undefined else. */
  inWords({ phases: [phase] }: Expectation): string | undefined {
    if (this.isMixed || phase === undefined) return undefined;
    const shares = sharesOf(phase);
    const logP = [...this.connections.values()].reduce(
      (sum, { picks }) => sum + Math.log(shares.reduce((all, p) => all + p ** picks, 0)),
      0,
    );
    if (logP > notChance) return undefined;
    const { size } = this.connections;
    const kept = size === 1 ? "The connection that was kept open" : `Each of ${counted(size, "connection")} kept open`;
    return (
      `${kept} always came to one deployment: this router may pick once a connection, and then requests are no draws ` +
      "and no error rate holds. Check with --new-connections"
    );
  }
}
