import type { TokenLaw, TrafficSpec } from "./trafficSpec.ts";

/** Mean size of the requests of a traffic, in tokens. */
export function meanTokens(traffic: TrafficSpec): { readonly prompt: number; readonly output: number } {
  const { arrivals } = traffic;
  if (arrivals.kind === "trace") {
    return { prompt: meanOf(arrivals.rows.promptTokens), output: meanOf(arrivals.rows.outputTokens) };
  }
  return { prompt: meanOfLaw(traffic.prompt), output: meanOfLaw(traffic.output) };
}

/** Before rounding to whole tokens. The lognormal law's mean is median · exp(σ²/2) with σ = ln(p99/median) / 2.3263. */
function meanOfLaw(law: TokenLaw): number {
  switch (law.kind) {
    case "fixed":
      return law.value;
    case "geometric":
      return law.mean;
    case "lognormal": {
      const sigma = Math.log(law.p99 / law.median) / 2.3263478740408408;
      return law.median * Math.exp((sigma * sigma) / 2);
    }
    case "empirical":
      return meanOf(law.values);
  }
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}
