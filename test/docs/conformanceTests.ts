/** A split test as a well-known project has it, and a wrong router to hold against it. */
export interface ConformanceTest {
  readonly project: string;
  /** The promised split, in percent. */
  readonly split: readonly number[];
  readonly requests: number;
  /** By deployment: the least and the most requests that are accepted, all of them at once. */
  readonly accepted: readonly (readonly [number, number])[];
  /** Attempts of which one must pass. */
  readonly tries: number;
  /** A split in percent that is not the promised one. */
  readonly wrong: readonly number[];
}

const gatewayApi = {
  project: "Gateway API, HTTPRoute weights",
  split: [70, 30],
  requests: 500,
  accepted: bySharesOf(500, 0.7, 0.05),
  tries: 10,
} as const;

/** From surveys of their sources; the tests change, the arithmetic does not. */
export const conformanceTests: readonly ConformanceTest[] = [
  { ...gatewayApi, wrong: [76, 24] },
  { ...gatewayApi, wrong: [60, 40] },
  {
    project: "its inference extension, formerly",
    split: [70, 30],
    requests: 200,
    accepted: bySharesOf(200, 0.7, 0.1),
    tries: 1,
    wrong: [60, 40],
  },
  {
    project: "its inference extension, now 4.5 sigma",
    split: [70, 30],
    requests: 200,
    accepted: around([140], 4.5 * Math.sqrt(200 * 0.7 * 0.3)),
    tries: 1,
    wrong: [60, 40],
  },
  {
    project: "Envoy Gateway, weights",
    split: [80, 20],
    requests: 50,
    accepted: around([40], 3),
    tries: 1,
    wrong: [85, 15],
  },
  {
    project: "Envoy Gateway, mixed (bounds changed 4 times)",
    split: [90, 10],
    requests: 100,
    accepted: [[80, 99]],
    tries: 1,
    wrong: [85, 15],
  },
  {
    project: "Istio, traffic shifting",
    split: [50, 25, 25],
    requests: 100,
    accepted: around([50, 25, 25], 10),
    tries: Number.POSITIVE_INFINITY,
    wrong: [40, 30, 30],
  },
  {
    project: "Kuma",
    split: [50, 50],
    requests: 100,
    accepted: around([50], 10),
    tries: 1,
    wrong: [60, 40],
  },
  {
    project: "an LLM router",
    split: [70, 30],
    requests: 500,
    accepted: bySharesOf(500, 0.7, 0.05),
    tries: 5,
    wrong: [62.4, 37.6],
  },
];

/**
 * The counts x with |x / n - share| <= tolerance as those tests compute it, in doubles: at one end the comparison of two
 * numbers that should be equal comes out false, and a count is lost (325 to 374 of 500, not 375).
 */
function bySharesOf(n: number, share: number, tolerance: number): readonly [readonly [number, number]] {
  const counts = [...new Array(n + 1).keys()].filter((x) => Math.abs(x / n - share) <= tolerance);
  return [[counts[0] ?? 0, counts.at(-1) ?? n]];
}

function around(expected: readonly number[], reach: number): readonly (readonly [number, number])[] {
  return expected.map((count) => [Math.ceil(count - reach), Math.floor(count + reach)]);
}
