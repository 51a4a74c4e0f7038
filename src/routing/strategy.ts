/** The named policies that a router may carry, the default first. */
export const strategyNames = [
  "weighted-random",
  "even-load",
  "random-replica",
  "smooth-weighted-round-robin",
  "stride",
  "least-request",
  "least-outstanding",
  "join-shortest-queue",
  "peak-ewma",
  "prequal",
  "rendezvous",
  "maglev",
] as const;
export type StrategyName = (typeof strategyNames)[number];

/** The strategies that the API of the control plane has a field for; the others are for rehearsals. */
export const resourceStrategies = ["weighted-random", "even-load"] as const;
export type ResourceStrategy = (typeof resourceStrategies)[number];

/** The strategy of a router that names none. */
export const defaultStrategy: ResourceStrategy = "weighted-random";

/** A strategy with its parameters; those that are absent are as usual. Plain data. */
export type TunedStrategy =
  | ({ readonly name: "least-request" } & LeastRequestTuning)
  | ({ readonly name: "peak-ewma" } & PeakEwmaTuning)
  | ({ readonly name: "prequal" } & PrequalTuning);

/** A strategy that is not one of ours: a module with a `createSelector`, as `SelectorModule` describes. Plain data. */
export interface ModuleStrategy {
  readonly name: "module";
  /** As it was asked for, for people: "./mine.mjs". */
  readonly file: string;
  /** Where it is loaded from: "file:///home/ops/mine.mjs". */
  readonly url: string;
}

/** What a router carries: a name, or a name with parameters. */
export type Strategy = StrategyName | TunedStrategy;

/** What routes: the strategy of the router, or a module that the run was asked to use in its place. */
export type PlayedStrategy = Strategy | ModuleStrategy;

/** What a run may ask for in place of the router's own strategy. */
export type AskedStrategy = StrategyName | ModuleStrategy;

export interface LeastRequestTuning {
  /** Replicas that are drawn for every request, integer >= 1; 2 unless given. */
  readonly choices?: number;
}

export interface PeakEwmaTuning {
  /** Replicas that are drawn for every request, integer >= 1; 2 unless given. */
  readonly choices?: number;
  /** Time in which a latency seen loses all but 1/e of its weight, > 0; 10 s unless given. */
  readonly decayMs?: number;
}

export interface PrequalTuning {
  /** Replicas probed for every request, integer >= 1; 3 unless given. */
  readonly probes?: number;
  /** Most probes kept, integer >= 2; 16 unless given. */
  readonly pool?: number;
  /** A replica is hot above this quantile of the requests in flight seen lately, in [0, 1]; 2^-0.25 unless given. */
  readonly hotQuantile?: number;
  /** A probe older than this is thrown away, > 0; 1 s unless given. */
  readonly maxAgeMs?: number;
  /** The latency of an attempt that ended longer ago is forgotten, > 0; 10 s unless given. */
  readonly memoryMs?: number;
}

/**
 * What a strategy promises about its picks, and so how it may be judged. `independent`: each pick is drawn by the shares,
 * whatever came before. `smooth`: picks are dealt out in turn, no deployment ever further than a few requests from its
 * share. `load-aware`: picks follow the load; no fixed split is promised. `sticky`: a session stays where it is while the
 * table does; the sessions, not the requests, are independent draws by the shares.
 */
export type StrategyClass = (typeof strategyClasses)[number];

export const strategyClasses = ["independent", "smooth", "load-aware", "sticky"] as const;

const classes: Readonly<Record<StrategyName | "module", StrategyClass>> = {
  "weighted-random": "independent",
  "even-load": "load-aware",
  "random-replica": "independent",
  "smooth-weighted-round-robin": "smooth",
  stride: "smooth",
  "least-request": "load-aware",
  "least-outstanding": "load-aware",
  "join-shortest-queue": "load-aware",
  "peak-ewma": "load-aware",
  prequal: "load-aware",
  rendezvous: "sticky",
  maglev: "sticky",
  // What a module picks by is its own business, and so nothing is promised for it.
  module: "load-aware",
};

export function strategyClass(strategy: PlayedStrategy): StrategyClass {
  return classes[strategyName(strategy)];
}

export function strategyName(strategy: Strategy): StrategyName;
export function strategyName(strategy: PlayedStrategy): StrategyName | "module";
export function strategyName(strategy: PlayedStrategy): StrategyName | "module" {
  return typeof strategy === "string" ? strategy : strategy.name;
}

/** What a strategy is called in reports: its name without its parameters, or the file of a module. */
export function strategyTitle(strategy: PlayedStrategy): string {
  return isModule(strategy) ? strategy.file : strategyName(strategy);
}

export function isModule(strategy: PlayedStrategy): strategy is ModuleStrategy {
  return typeof strategy !== "string" && strategy.name === "module";
}

/** The parameters of the strategy of this name; none when it is another, or has none of its own. */
export function tuningOf<Name extends TunedStrategy["name"]>(
  name: Name,
  strategy: PlayedStrategy,
): Partial<Extract<TunedStrategy, { readonly name: Name }>> {
  return typeof strategy !== "string" && isNamed(name, strategy) ? strategy : {};
}

function isNamed<Name extends TunedStrategy["name"]>(
  name: Name,
  strategy: TunedStrategy | ModuleStrategy,
): strategy is Extract<TunedStrategy, { readonly name: Name }> {
  return strategy.name === name;
}

/** The strategy in force when a run is asked for one: by its name, a router's own keeps the parameters it has. */
export function askedStrategy(asked: AskedStrategy | undefined, own: Strategy): PlayedStrategy {
  return asked === undefined || asked === strategyName(own) ? own : asked;
}
