/** As much of the peers' types as the bench uses, so that types hold without the peers being installed. */

declare module "@keystonehq/alias-sampling" {
  interface Sampler {
    next(): number;
  }
  function sample(probabilities: readonly number[], outcomes: undefined, random: () => number): Sampler;
  const exported: { readonly default: typeof sample };
  export default exported;
}

declare module "@thi.ng/random" {
  export class SFC32 {
    constructor(seed: ArrayLike<number>);
    float(norm?: number): number;
  }
  export function weightedRandom(choices: readonly number[], weights: readonly number[], random: SFC32): () => number;
}

declare module "flatqueue" {
  export default class FlatQueue {
    push(item: number, priority: number): void;
    pop(): number | undefined;
    peekValue(): number | undefined;
  }
}

declare module "hdr-histogram-js" {
  interface Options {
    readonly bitBucketSize: 32;
    readonly numberOfSignificantValueDigits: number;
    readonly lowestDiscernibleValue: number;
    readonly highestTrackableValue: number;
  }
  export function build(options: Options): { recordValue(value: number): void; readonly totalCount: number };
}

/** The package exports nothing to Node; it hangs its classes on `window`. */
interface SimJs {
  readonly Sim: new () => {
    addEntity<T>(kind: new (...args: never[]) => T): T;
    simulate(endTime: number): boolean;
  };
  readonly Facility: new (name: string, discipline: number, servers: number) => { readonly name: string };
  readonly Entity: new (...args: never[]) => {
    time(): number;
    setTimer(duration: number): SimJsRequest;
    useFacility(facility: { readonly name: string }, duration: number): SimJsRequest;
  };
}

interface SimJsRequest {
  done(callback: () => void, context?: object): SimJsRequest;
}

declare namespace globalThis {
  var window: { Sim?: SimJs } | undefined;
}

declare module "simjs";
