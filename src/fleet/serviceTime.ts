import { lognormalFrom } from "../engine/lognormal.ts";
import type { ServiceLaw } from "./deploymentSpec.ts";
import type { Work } from "./work.ts";

/** How long a request's service takes, from the luck it brought along. */
export interface ServiceTime {
  readonly meanMs: number;
  /** Milliseconds, >= 0. */
  ofMs(work: Work, request: number): number;
}

export function serviceTime(law: ServiceLaw): ServiceTime {
  switch (law.kind) {
    case "fixed":
      return new FixedTime(law.valueMs);
    case "exponential":
      return new ExponentialTime(law.meanMs);
    case "lognormal":
      return new LognormalTime(law.medianMs, law.p99Ms);
  }
}

class FixedTime implements ServiceTime {
  readonly meanMs: number;
  constructor(valueMs: number) {
    this.meanMs = valueMs;
  }
  ofMs(): number {
    return this.meanMs;
  }
}

class ExponentialTime implements ServiceTime {
  readonly meanMs: number;
  constructor(meanMs: number) {
    this.meanMs = meanMs;
  }
  ofMs(work: Work, request: number): number {
    return this.meanMs * (work.exponential[request] ?? 0);
  }
}

class LognormalTime implements ServiceTime {
  readonly meanMs: number;
  private readonly mu: number;
  private readonly sigma: number;
  constructor(medianMs: number, p99Ms: number) {
    const { mu, sigma } = lognormalFrom(medianMs, p99Ms);
    this.mu = mu;
    this.sigma = sigma;
    this.meanMs = Math.exp(mu + (sigma * sigma) / 2);
  }
  ofMs(work: Work, request: number): number {
    return Math.exp(this.mu + this.sigma * (work.normal[request] ?? 0));
  }
}
