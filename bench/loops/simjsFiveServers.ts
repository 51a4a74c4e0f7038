import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { utilisation } from "./fiveServers.ts";

/** As much of simjs as the model needs. */
interface SimJs {
  readonly Sim: new () => {
    addEntity<T>(kind: new (...args: never[]) => T): T;
    simulate(endTime: number): boolean;
  };
  readonly Facility: new (name: string, discipline: number, servers: number) => Facility;
  readonly Entity: new (
    ...args: never[]
  ) => {
    time(): number;
    setTimer(duration: number): SimJsRequest;
    useFacility(facility: Facility, duration: number): SimJsRequest;
  };
}

interface Facility {
  readonly name: string;
}

interface SimJsRequest {
  done(callback: () => void, context?: object): SimJsRequest;
}

/**
 * The same model in simjs, drawing from our generator: the comparison is of engines, not of random numbers.
 *
 * @returns plays that many requests and returns the mean waiting time
 */
export async function simjsFiveServers(): Promise<(requests: number) => number> {
  // The package hangs its classes on `window` and exports nothing.
  const window: { Sim?: SimJs } = {};
  Object.assign(globalThis, { window });
  await import("simjs");
  const simjs = window.Sim;
  if (simjs === undefined) throw new Error("simjs did not put its classes on window");

  return (requests) => {
    const random = namedStream("7f3a", "five-servers", 0);
    const facility = new simjs.Facility("servers", 0, 5);
    const sim = new simjs.Sim();
    let arrived = 0;
    let waited = 0;

    class Arrivals extends simjs.Entity {
      start(): void {
        if (arrived++ < requests)
          this.setTimer(standardExponential(random) / (5 * utilisation)).done(this.arrive, this);
      }

      arrive(): void {
        const at = this.time();
        const service = standardExponential(random);
        this.useFacility(facility, service).done(() => {
          waited += this.time() - at - service;
        });
        this.start();
      }
    }

    sim.addEntity(Arrivals);
    sim.simulate(Number.MAX_VALUE);
    return waited / requests;
  };
}
