/** As much of the peers' types as the bench uses, so that types hold without the peers being installed. */

declare module "@keystonehq/alias-sampling" {
  interface Sampler {
    next(): number;
  }
  function sample(probabilities: readonly number[]): Sampler;
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
  export function build(options: Options): {
    recordValue(value: number): void;
    getValueAtPercentile(percentile: number): number;
  };
}

declare module "simjs" {}
