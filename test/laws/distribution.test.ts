import { describe, expect, test } from "vitest";
import type { Distribution } from "../../src/engine/distribution.ts";
import { empirical } from "../../src/engine/empirical.ts";
import { exponential } from "../../src/engine/exponential.ts";
import { fixed } from "../../src/engine/fixed.ts";
import { gamma } from "../../src/engine/gamma.ts";
import { geometric } from "../../src/engine/geometric.ts";
import { lognormal, lognormalFrom } from "../../src/engine/lognormal.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { weibull } from "../../src/engine/weibull.ts";
import { distanceLimit, distributionDistance, normalLimit } from "../engine/falseAlarm.ts";
import { normalCdf } from "../engine/normalCdf.ts";

/** A law with what theory says of it: central moments, and its distribution function. */
interface Case {
  readonly name: string;
  readonly law: Distribution;
  readonly mean: number;
  readonly variance: number;
  /** Fourth central moment over variance squared. */
  readonly kurtosis: number;
  readonly cdf: (x: number) => number;
}

const { sigma } = lognormalFrom(900, 2000);
const w = Math.exp(sigma * sigma);

const cases: readonly Case[] = [
  exponentialCase(0.25),
  exponentialCase(220),
  {
    name: "lognormal(900, 2000)",
    law: lognormal(900, 2000),
    mean: 900 * Math.sqrt(w),
    variance: 900 ** 2 * w * (w - 1),
    kurtosis: w ** 4 + 2 * w ** 3 + 3 * w ** 2 - 3,
    cdf: (x) => (x <= 0 ? 0 : normalCdf(Math.log(x / 900) / sigma)),
  },
  gammaCase(0.5, (x) => 2 * normalCdf(Math.sqrt(2 * x)) - 1),
  gammaCase(1, (x) => 1 - Math.exp(-x)),
  gammaCase(3, (x) => 1 - Math.exp(-x) * (1 + x + (x * x) / 2)),
  gammaCase(40, (x) => 1 - Math.exp(-x) * partialExponential(x, 40)),
  // Γ(1 + j/k), j = 1 to 4: for shape 2, √π/2, 1, 3√π/4, 2; for shape 1/2, 2, 24, 720, 40320.
  weibullCase(2, [Math.sqrt(Math.PI) / 2, 1, (3 * Math.sqrt(Math.PI)) / 4, 2]),
  weibullCase(1, [1, 2, 6, 24]),
  geometricCase(1.25),
  geometricCase(220),
  empiricalCase([3, 1, 4, 1, 5, 9, 2, 6]),
];

describe.each(cases)("$name", ({ law, mean, variance, kurtosis, cdf }) => {
  // A sample variance has itself variance (kurtosis - 1)·variance² / n. Tolerances: see falseAlarm.
  const n = 100_000;
  const random = namedStream("d1", "laws", 0);
  const draws = Float64Array.from({ length: n }, () => law.draw(random));

  test("has the mean it states", () => {
    expect(law.mean / mean).toBeCloseTo(1, 13);
    const sampleMean = draws.reduce((sum, x) => sum + x / n, 0);
    expect(Math.abs(sampleMean - mean) / Math.sqrt(variance / n)).toBeLessThan(normalLimit);
  });

  test("has the variance that theory gives it", () => {
    const sampleVariance = draws.reduce((sum, x) => sum + (x - mean) ** 2 / n, 0);
    const z = (sampleVariance / variance - 1) / Math.sqrt((kurtosis - 1) / n);
    expect(Math.abs(z)).toBeLessThan(normalLimit);
  });

  test("has the shape that theory gives it", () => {
    expect(distributionDistance(draws, cdf)).toBeLessThan(distanceLimit(n));
  });

  test("draws finite numbers from 0, the same from the same stream", () => {
    const again = namedStream("d1", "laws", 0);
    for (const draw of draws.subarray(0, 1000)) {
      expect(draw).toBeGreaterThanOrEqual(0);
      expect(draw).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(law.draw(again)).toBe(draw);
    }
  });
});

describe("fixed", () => {
  test("gives its value and takes nothing from the stream", () => {
    const random = namedStream("d2", "laws", 0);
    const before = random.state;
    expect(fixed(30).draw(random)).toBe(30);
    expect(fixed(0).mean).toBe(0);
    expect(random.state).toEqual(before);
  });
});

describe("lognormal", () => {
  test("has the median and the 99th percentile that were asked for", () => {
    const { mu, sigma: s } = lognormalFrom(900, 6000);
    expect(Math.exp(mu)).toBeCloseTo(900, 9);
    expect(normalCdf((Math.log(6000) - mu) / s)).toBeCloseTo(0.99, 13);
    expect(lognormal(900, 6000).mean).toBeCloseTo(1255.02, 2);
  });

  test("is fixed where both are the same", () => {
    expect(lognormal(50, 50).draw(namedStream("d3", "laws", 0))).toBeCloseTo(50, 12);
  });
});

describe("weibull", () => {
  test("has its mean for a shape whose gamma function overflows", () => {
    const law = weibull(10, 0.004);
    expect(law.mean).toBe(10);
    expect(law.draw(namedStream("d4", "laws", 0))).toBeGreaterThanOrEqual(0);
  });
});

describe("geometric", () => {
  test("of mean 1 is always 1", () => {
    const random = namedStream("d5", "laws", 0);
    for (let i = 0; i < 1000; i++) expect(geometric(1).draw(random)).toBe(1);
  });
});

describe("a law", () => {
  const refused: readonly (readonly [string, () => Distribution])[] = [
    ["the value of a fixed law is a finite number from 0, got -1", () => fixed(-1)],
    ["the mean of an exponential law is a finite number above 0, got 0", () => exponential(0)],
    ["the mean of an exponential law is a finite number above 0, got NaN", () => exponential(Number.NaN)],
    ["the median of a lognormal law is a finite number above 0, got -3", () => lognormal(-3, 1)],
    ["the 99th percentile of a lognormal law is at least its median 9, got 8", () => lognormal(9, 8)],
    ["the mean of a gamma law is a finite number above 0, got Infinity", () => gamma(Number.POSITIVE_INFINITY, 1)],
    ["the shape of a gamma law is a finite number above 0, got 0", () => gamma(1, 0)],
    ["the mean of a Weibull law is a finite number above 0, got -1", () => weibull(-1, 1)],
    ["the shape of a Weibull law is a finite number above 0, got NaN", () => weibull(1, Number.NaN)],
    ["the mean of a geometric law on 1, 2, 3, … is a finite number from 1, got 0.5", () => geometric(0.5)],
    ["an empirical law needs at least one value", () => empirical([])],
    ["value 1 of an empirical law is a finite number, got NaN", () => empirical([1, Number.NaN])],
  ];
  test.each(refused)("is refused in a sentence: %s", (message, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

function exponentialCase(mean: number): Case {
  const cdf = (x: number): number => 1 - Math.exp(-x / mean);
  return { name: `exponential(${mean})`, law: exponential(mean), mean, variance: mean ** 2, kurtosis: 9, cdf };
}

/** `unitCdf` is that of scale 1, whose mean is the shape. */
function gammaCase(shape: number, unitCdf: (x: number) => number): Case {
  const mean = 70;
  return {
    name: `gamma(${mean}, ${shape})`,
    law: gamma(mean, shape),
    mean,
    variance: mean ** 2 / shape,
    kurtosis: 3 + 6 / shape,
    cdf: (x) => unitCdf((x * shape) / mean),
  };
}

/** The moments are those of scale 1. */
function weibullCase(shape: number, [m1, m2, m3, m4]: readonly [number, number, number, number]): Case {
  const mean = 12;
  const scale = mean / m1;
  const variance = m2 - m1 ** 2;
  return {
    name: `weibull(${mean}, ${shape})`,
    law: weibull(mean, shape),
    mean,
    variance: scale ** 2 * variance,
    kurtosis: (m4 - 4 * m1 * m3 + 6 * m1 ** 2 * m2 - 3 * m1 ** 4) / variance ** 2,
    cdf: (x) => 1 - Math.exp(-((x / scale) ** shape)),
  };
}

function geometricCase(mean: number): Case {
  const p = 1 / mean;
  return {
    name: `geometric(${mean})`,
    law: geometric(mean),
    mean,
    variance: mean * (mean - 1),
    kurtosis: 9 + p ** 2 / (1 - p),
    cdf: (x) => (x < 1 ? 0 : 1 - (1 - p) ** Math.floor(x)),
  };
}

function empiricalCase(values: readonly number[]): Case {
  const moment = (power: number, about: number): number =>
    values.reduce((sum, x) => sum + (x - about) ** power, 0) / values.length;
  const mean = moment(1, 0);
  return {
    name: `empirical of ${values.length} values`,
    law: empirical(values),
    mean,
    variance: moment(2, mean),
    kurtosis: moment(4, mean) / moment(2, mean) ** 2,
    cdf: (x) => values.filter((value) => value <= x).length / values.length,
  };
}

function partialExponential(x: number, terms: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < terms; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}
