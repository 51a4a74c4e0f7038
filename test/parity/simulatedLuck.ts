import { keyedSource } from "../../src/engine/keyedSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { unit53 } from "../../src/engine/unitInterval.ts";
import type { RequestLuck } from "../../src/gateway/mock/requestLuck.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/**
 * Gives the requests to a mock fleet the luck that they have in the first replication of a simulation: service times from
 * one stream in the order of arrival, the fate of an attempt by the number of its request. A mock fleet by itself keys all
 * luck by deployment, since it does not know what arrives elsewhere.
 */
export class SimulatedLuck {
  /** Deployments that have taken the latest request, by full name. */
  takenBy: string | undefined;
  private readonly service;
  private readonly fates;
  private readonly drawsExponential: boolean;
  private readonly drawsNormal: boolean;
  private request = -1;
  private exponential = Number.NaN;
  private normal = Number.NaN;
  private onTaken: () => void = () => {};

  constructor({ seed, fleet }: Scenario) {
    this.service = namedStream(seed, "service", 0);
    this.fates = keyedSource(seed, "faults", 0);
    const laws = fleet.map(({ replica }) => (replica.kind === "slots" ? replica.service.kind : "none"));
    this.drawsExponential = laws.includes("exponential");
    this.drawsNormal = laws.includes("lognormal");
  }

  /** The next request arrives; resolves when a replica has it, which may be never. */
  arrive(): Promise<void> {
    this.request++;
    this.takenBy = undefined;
    if (this.drawsExponential) this.exponential = standardExponential(this.service);
    if (this.drawsNormal) this.normal = standardNormal(this.service);
    return new Promise((resolve) => {
      this.onTaken = resolve;
    });
  }

  of(deployment: string): RequestLuck {
    const requests = new Map<number, number>();
    return {
      exponential: (serial) => {
        requests.set(serial, this.request);
        this.takenBy = deployment;
        this.onTaken();
        return this.exponential;
      },
      normal: () => this.normal,
      outputTokens: () => {
        throw new Error("Every request of a simulation says how long its answer is.");
      },
      fate: (serial) => unit53(this.fates.at(requests.get(serial) ?? 0, 1)),
    };
  }
}
