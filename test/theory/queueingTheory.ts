/**
 * Closed forms for queues with Poisson arrivals at `lambda` and one or more servers that each finish `mu` requests per
 * unit of time. They hold in the long run only; every load must be below 1.
 */

/** c exponential servers that share one queue. */
export interface Mmc {
  readonly lambda: number;
  readonly mu: number;
  readonly c: number;
}

export interface MmcAnswer {
  /** Load of a server. */
  readonly rho: number;
  /** Share that would be lost without a queue (Erlang B) and share that waits with one (Erlang C). */
  readonly erlangB: number;
  readonly erlangC: number;
  /** Mean number waiting. */
  readonly meanQueue: number;
  /** Mean wait and mean response time. */
  readonly meanWait: number;
  readonly meanResponse: number;
  waitExceeds(t: number): number;
  waitQuantile(q: number): number;
}

/**
 * B_i = a B_{i-1} / (i + a B_{i-1}), B_0 = 1, a = lambda/mu; C = B / (1 - rho (1 - B)); mean wait C / (c mu - lambda);
 * P(wait > t) = C e^{-(c mu - lambda) t}. Source: Erlang 1917.
 */
export function mmc({ lambda, mu, c }: Mmc): MmcAnswer {
  const a = lambda / mu;
  const rho = refuseOverload(a / c);
  let erlangB = 1;
  for (let i = 1; i <= c; i++) erlangB = (a * erlangB) / (i + a * erlangB);
  const erlangC = erlangB / (1 - rho * (1 - erlangB));
  const spare = c * mu - lambda;
  const meanWait = erlangC / spare;
  return {
    rho,
    erlangB,
    erlangC,
    meanQueue: lambda * meanWait,
    meanWait,
    meanResponse: meanWait + 1 / mu,
    waitExceeds: (t) => erlangC * Math.exp(-spare * t),
    waitQuantile: (q) => Math.max(0, Math.log(erlangC / (1 - q)) / spare),
  };
}

/** One exponential server: the response time is exponential with rate mu - lambda. */
export function mm1ResponseQuantile(lambda: number, mu: number, q: number): number {
  refuseOverload(lambda / mu);
  return -Math.log1p(-q) / (mu - lambda);
}

/**
 * Service of mean 1: lim n Var(mean wait of n customers) = rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4. At
 * rho = 0.9 it is 35 901, where independent waits would have 99: why the replication is the unit of inference.
 */
export function mm1WaitAsymptoticVariance(rho: number): number {
  refuseOverload(rho);
  return (rho * (2 + 5 * rho - 4 * rho ** 2 + rho ** 3)) / (1 - rho) ** 4;
}

/** The same for the number in the system over time, lim t Var(time average) = 2 rho (1 + rho) / (1 - rho)^4. */
export function mm1NumberAsymptoticVariance(rho: number): number {
  refuseOverload(rho);
  return (2 * rho * (1 + rho)) / (1 - rho) ** 4;
}

/**
 * Mean wait at one server with any service law, first come first served: rho E[S] (1 + cv^2) / (2 (1 - rho)), cv^2 the
 * variance of a service over the square of its mean. Source: Pollaczek 1930, Khinchine 1932.
 */
export function mg1MeanWait(lambda: number, meanService: number, cv2: number): number {
  const rho = refuseOverload(lambda * meanService);
  return (rho * meanService * (1 + cv2)) / (2 * (1 - rho));
}

/** Mean response of one server that shares itself among all present, whatever the service law: E[S] / (1 - rho). */
export function processorSharingMeanResponse(lambda: number, meanService: number): number {
  return meanService / (1 - refuseOverload(lambda * meanService));
}

/**
 * Round robin from one Poisson stream over c exponential servers with their own queues is E_c/M/1 at each: with load
 * rho and service mean 1, sigma solves sigma = (c rho / (c rho + 1 - sigma))^c in (0, 1), and the mean response is
 * 1 / (1 - sigma). Found by iteration from 0, which rises to the least root.
 */
export function roundRobinMeanResponse(rho: number, c: number): number {
  refuseOverload(rho);
  let sigma = 0;
  for (let round = 0; round < 100_000; round++) {
    const next = ((c * rho) / (c * rho + 1 - sigma)) ** c;
    if (next === sigma) break;
    sigma = next;
  }
  return 1 / (1 - sigma);
}

/**
 * The best of `d` queues drawn at random, among infinitely many exponential servers of mean 1 (the supermarket model):
 * mean response sum_{i >= 1} rho^((d^i - d)/(d - 1)). Source: Mitzenmacher 1996; Vvedenskaya et al. 1996.
 */
export function bestOfMeanResponse(rho: number, d: number): number {
  refuseOverload(rho);
  if (d === 1) return 1 / (1 - rho);
  let mean = 0;
  for (let i = 1; ; i++) {
    const term = rho ** ((d ** i - d) / (d - 1));
    if (mean + term === mean) return mean;
    mean += term;
  }
}

/**
 * Thinning: each request goes to deployment j with probability servers_j / total, whatever came before, so that each
 * deployment is an M/M/c of its own. The mean waits, and their mean over requests.
 */
export function thinnedMeanWaits(
  lambda: number,
  mu: number,
  servers: readonly number[],
): { readonly each: readonly number[]; readonly overall: number } {
  const total = servers.reduce((sum, c) => sum + c, 0);
  const each = servers.map((c) => mmc({ lambda: (lambda * c) / total, mu, c }).meanWait);
  return { each, overall: each.reduce((sum, wait, j) => sum + (wait * (servers[j] ?? 0)) / total, 0) };
}

function refuseOverload(rho: number): number {
  if (!(rho > 0 && rho < 1)) throw new RangeError(`A queue settles at loads in (0, 1), not ${rho}.`);
  return rho;
}
