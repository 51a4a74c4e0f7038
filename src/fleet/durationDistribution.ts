import type { Distribution } from "../engine/distribution.ts";
import { empirical } from "../engine/empirical.ts";
import { exponential } from "../engine/exponential.ts";
import { fixed } from "../engine/fixed.ts";
import { gamma } from "../engine/gamma.ts";
import { lognormal } from "../engine/lognormal.ts";
import { weibull } from "../engine/weibull.ts";
import type { DurationLaw } from "./deploymentSpec.ts";

/** The distribution, in milliseconds, that a declared law stands for. */
export function durationDistribution(law: DurationLaw): Distribution {
  switch (law.kind) {
    case "fixed":
      return fixed(law.valueMs);
    case "exponential":
      return exponential(law.meanMs);
    case "lognormal":
      return lognormal(law.medianMs, law.p99Ms);
    case "gamma":
      return gamma(law.meanMs, law.shape);
    case "weibull":
      return weibull(law.meanMs, law.shape);
    case "empirical":
      return empirical(law.valuesMs);
  }
}
