/** Values by field name or position, to any depth. */
type Path = readonly (string | number)[];

/** One edit of the sound scenario, and what is said of it. */
export interface Fault {
  readonly path: Path;
  /** What stands there instead. */
  readonly value: unknown;
  /** `path: message` of every mistake, in the order of the text. */
  readonly said: readonly string[];
}

/** A scenario without a mistake, with something of everything. */
export const sound = {
  version: 1,
  name: "sound",
  duration: "30m",
  router: { id: "my-router", deployments: ["old"] },
  fleet: {
    old: { replicas: 4, replica: { slots: 8, service: { kind: "exponential", mean: "200ms" } } },
    new: { replicas: 0, replica: { profile: "mock-worker" } },
  },
  traffic: {
    arrivals: { kind: "poisson", rate: "40/s" },
    prompt: { kind: "lognormal", median: 300, p99: 1500 },
    output: { kind: "geometric", mean: 120 },
  },
  timeline: [
    { id: "add", at: "5m", action: "scale", deployment: "new", replicas: 1 },
    { id: "both", at: "5m", action: "update-router", deployments: ["old", "new"] },
    { id: "limp", after: "both", delay: "5m", action: "slow", deployment: "old", factor: 2, for: "2m" },
    { id: "alone", at: "20m", action: "update-router", deployments: ["new"] },
    { id: "gone", at: "25m", action: "delete-deployment", deployment: "old" },
  ],
  checks: [
    { id: "plan", kind: "split", from: "8m", to: "12m", expect: { old: 4, new: 1 } },
    { id: "quick", kind: "converges", after: "both", within: "3m" },
    { id: "first-token", kind: "threshold", metric: "ttft{deployment:new}", is: "p(95)<500ms" },
    { id: "safe", kind: "no-loss" },
  ],
  mustFail: ["safe"],
};

/** Faults of one field each. They do not touch one another: any of them together are said one by one. */
export const separateFaults: readonly Fault[] = [
  { path: ["version"], value: 2, said: ["version: expected 1, got 2"] },
  {
    path: ["name"],
    value: "no spaces please",
    said: [
      'name: expected a name of 1 to 100 letters, digits, "-", "_" or ".", beginning with a letter or digit, got "no spaces please"',
    ],
  },
  { path: ["seed"], value: "xyz", said: ['seed: expected 1 to 32 hexadecimal digits, got "xyz"'] },
  {
    path: ["drainLimit"],
    value: "-5m",
    said: ['drainLimit: expected a duration such as "10m", at most 1000h, got "-5m"'],
  },
  { path: ["replications"], value: 0, said: ["replications: expected a whole number from 1 to 100000, got 0"] },
  {
    path: ["sed"],
    value: "1",
    said: [
      'sed: unknown field (did you mean "seed"?), expected one of "$schema", "version", "name", "description", "seed", "duration", "drainLimit", "replications", "router", "fleet", "traffic", "timeline", "checks", "mustFail"',
    ],
  },
  {
    path: ["router", "strategy"],
    value: "weighted-randon",
    said: [
      'router.strategy: expected one of "weighted-random", "even-load", "random-replica", "smooth-weighted-round-robin", "stride", "least-request", "least-outstanding", "join-shortest-queue", "peak-ewma", "prequal", "rendezvous", "maglev", got "weighted-randon" (did you mean "weighted-random"?)',
    ],
  },
  {
    path: ["router", "loadRefresh"],
    value: 100,
    said: [
      'router.loadRefresh: expected a duration above 0 such as "100ms", at most 1000h, got 100: 100 could mean 100s or 100ms, write the unit',
    ],
  },
  {
    path: ["traffic", "sessions"],
    value: 0,
    said: ["traffic.sessions: expected a whole number from 1 to 1000000, got 0"],
  },
  {
    path: ["router", "displayName"],
    value: "x".repeat(64),
    said: [`router.displayName: expected a text of at most 63 characters, got "${"x".repeat(39)}…"`],
  },
  {
    path: ["fleet", "old", "weight"],
    value: -1,
    said: ["fleet.old.weight: expected a number from 0 to 1000000000, got -1"],
  },
  {
    path: ["fleet", "old", "replica", "service", "mean"],
    value: 200,
    said: [
      'fleet.old.replica.service.mean: expected a duration above 0 such as "1m30s", at most 1000h, got 200: 200 could mean 200s or 200ms, write the unit',
    ],
  },
  {
    path: ["fleet", "new", "balancing"],
    value: "randm",
    said: [
      'fleet.new.balancing: expected one of "pooled", "random", "least-loaded", got "randm" (did you mean "random"?)',
    ],
  },
  {
    path: ["fleet", "new", "startup"],
    value: { kind: "lognormal", median: "4m", p99: "90s" },
    said: ["fleet.new.startup.p99: the p99 must be above the median"],
  },
  {
    path: ["traffic", "arrivals", "rate"],
    value: 40,
    said: [
      'traffic.arrivals.rate: expected a rate above 0 such as "40/s", "3000/m" or "100/h", at most 1000000/s, got 40: 40 could mean 40/s or 40/m, write the unit',
    ],
  },
  {
    path: ["traffic", "attempts"],
    value: 11,
    said: ["traffic.attempts: expected a whole number from 1 to 10, got 11"],
  },
  {
    path: ["timeline", 0, "dealy"],
    value: "1s",
    said: [
      'timeline[0].dealy: unknown field (did you mean "delay"?), expected one of "id", "description", "at", "after", "delay", "action", "deployment", "replicas", "drain"',
    ],
  },
  {
    path: ["timeline", 2, "factor"],
    value: 0,
    said: ["timeline[2].factor: expected a number above 0 and at most 1000, got 0"],
  },
  {
    path: ["checks", 0, "margin"],
    value: 1,
    said: [
      'checks[0].margin: expected a margin from "0.001pp" to "50pp" (percentage points), got 1: 1 could mean 1pp (percentage points) or 1% of the share, write "1pp"',
    ],
  },
  {
    path: ["checks", 2, "is"],
    value: "p(95)<5",
    said: [
      'checks[2].is: expected p(95), avg, min, med or max with <, <=, > or >= and a duration, such as "p(95)<500ms", got "p(95)<5"',
    ],
  },
  { path: ["mustFail", 0], value: "save", said: ['mustFail[0]: there is no check "save" (did you mean "safe"?)'] },
];

/** Faults in what the sections say to one another. Each is told when it is the only one. */
export const contradictions: readonly Fault[] = [
  { path: ["fleet"], value: {}, said: ["fleet: expected 1 to 1024 deployments, got none"] },
  {
    path: ["router", "deployments"],
    value: [],
    said: ["router.deployments: expected at least one deployment, got none"],
  },
  {
    path: ["router", "deployments"],
    value: ["old", "old"],
    said: ['router.deployments[1]: "old" is named twice; once is enough, replicas set the ratio'],
  },
  {
    path: ["router", "deployments", 0],
    value: "odl",
    said: ['router.deployments[0]: there is no deployment "odl" (did you mean "old"?)'],
  },
  {
    path: ["traffic", "output"],
    value: undefined,
    said: [
      'traffic.output: missing: expected a law of the answer\'s tokens, because the replicas of "new" model tokens',
    ],
  },
  {
    path: ["fleet", "old", "replica"],
    value: { profile: "mock-worker", slots: 8 },
    said: [
      'fleet.old.replica.slots: unknown field, expected one of "profile", "queue", "maxRunning", "tokenBudget", "kvTokens"',
    ],
  },
  {
    path: ["fleet", "old", "replica"],
    value: {},
    said: [
      'fleet.old.replica: expected one of three shapes: "profile" with a name, "slots" with "service", or "batching" with step costs, got an object',
    ],
  },
  {
    path: ["fleet", "old", "weight"],
    value: 1e-30,
    said: [
      "timeline[1].deployments: with this, the weights behind the router are too far apart or have too many digits to be kept in exact proportion: round them",
    ],
  },
  {
    path: ["fleet", "new", "startup"],
    value: { kind: "lognormal", median: "90s", p99: "4" },
    said: [
      'fleet.new.startup.p99: expected a duration above 0 such as "4m", at most 1000h, got "4": 4 could mean 4s or 4ms, write the unit',
    ],
  },
  {
    path: ["timeline", 1, "at"],
    value: "4m",
    said: ["timeline[1].at: changes out of order: 4m is before the 5m of timeline[0]"],
  },
  {
    path: ["timeline", 4, "at"],
    value: "30m",
    said: ["timeline[4].at: the change would come at 30m, but the run ends at 30m, and must come before"],
  },
  {
    path: ["timeline", 2, "delay"],
    value: "26m",
    said: [
      "timeline[2].after: the change would come at 31m, but the run ends at 30m, and must come before",
      'timeline[2].for: the fault would end at 33m, but the run ends at 30m: leave "for" out to let it last',
    ],
  },
  {
    path: ["timeline", 2, "for"],
    value: "20m",
    said: ['timeline[2].for: the fault would end at 30m, but the run ends at 30m: leave "for" out to let it last'],
  },
  {
    path: ["timeline", 2, "for"],
    value: "16m",
    said: ['timeline[2].for: "old" exists no more: "gone" deleted it'],
  },
  { path: ["timeline", 2, "at"], value: "10m", said: ['timeline[2].after: expected either "at" or "after", got both'] },
  {
    path: ["timeline", 2, "after"],
    value: undefined,
    said: [
      'timeline[2]: missing: expected "at", or "after" with the id of a change',
      'timeline[2].delay: a delay belongs to "after", which is not there',
    ],
  },
  {
    path: ["timeline", 2, "after"],
    value: "bth",
    said: ['timeline[2].after: there is no change "bth" (did you mean "both"?)'],
  },
  {
    path: ["timeline", 2, "after"],
    value: "limp",
    said: ['timeline[2].after: a cycle, in which no change has an instant: "limp" after "limp"'],
  },
  {
    path: ["timeline", 3],
    value: { id: "limp-ends", at: "20m", action: "update-router", deployments: ["new"] },
    said: ['timeline[3].id: the id "limp-ends" is taken: it belongs to number 3 of the list'],
  },
  {
    path: ["timeline", 3],
    value: { at: "11m", action: "slow", deployment: "old", factor: 3 },
    said: [
      'timeline[3]: begins at 11m, but "limp" lasts until 12m and would end this one as well',
      'timeline[4].deployment: the router "my-router" uses "old": update the router first, then delete the deployment',
    ],
  },
  {
    path: ["timeline", 3],
    value: { at: "20m", action: "update-router" },
    said: [
      'timeline[3]: nothing to update: expected at least one of "deployments", "strategy", "displayName", "public", "sessionAffinity"',
      'timeline[4].deployment: the router "my-router" uses "old": update the router first, then delete the deployment',
    ],
  },
  {
    path: ["timeline", 5],
    value: { at: "26m", action: "scale", deployment: "old", replicas: 1 },
    said: ['timeline[5].deployment: "old" exists no more: "gone" deleted it'],
  },
  {
    path: ["timeline", 5],
    value: { at: "26m", action: "crash", deployment: "new", replicas: 2 },
    said: ['timeline[5].replicas: 2 cannot crash: "new" has only 1 at 26m'],
  },
  {
    path: ["timeline", 5],
    value: { at: "26m", action: "create-router", router: { id: "other", deployments: ["new"] } },
    said: [
      'timeline[5]: the router "my-router" exists already',
      'timeline[5].router.id: expected "my-router", which the application calls, got "other"',
    ],
  },
  {
    path: ["timeline", 5],
    value: {
      at: "26m",
      action: "create-deployment",
      deployment: "new",
      replicas: 1,
      replica: { profile: "mock-worker" },
    },
    said: [
      'timeline[5].deployment: there is a deployment "new" from the start; what exists from the start stands in "fleet" alone',
    ],
  },
  {
    path: ["timeline", 5],
    value: { at: "26m", action: "traffic" },
    said: ['timeline[5]: expected either "rate" or "arrivals", got neither'],
  },
  {
    path: ["timeline", 5],
    value: { at: "26m", action: "traffic", arrivals: { kind: "trace", format: "azure-llm", file: "gone.csv" } },
    said: [
      'timeline[5].arrivals.file: the file "gone.csv" cannot be read; its path counts from the folder of the scenario',
    ],
  },
  {
    path: ["checks", 0, "from"],
    value: "12m",
    said: ["checks[0].from: the window is empty: 12m to 12m"],
  },
  {
    path: ["checks", 0, "to"],
    value: "31m",
    said: ["checks[0].to: a window up to 31m is outside the run: the run ends at 30m"],
  },
  {
    path: ["checks", 3, "from"],
    value: "30m",
    said: ["checks[3].from: a window from 30m is outside the run: the run ends at 30m"],
  },
  {
    path: ["checks", 0, "expect"],
    value: { old: "80%", new: "19%" },
    said: ['checks[0].expect: expected shares that make 100% together, got 99%: "old" 80%, "new" 19%'],
  },
  {
    path: ["checks", 0, "expect"],
    value: { old: 4, new: "20%" },
    said: [
      'checks[0].expect: expected replica counts for all, or shares for all, got both: 4 and "80%" cannot be compared',
    ],
  },
  {
    path: ["checks", 0, "expect"],
    value: { old: 0 },
    said: ["checks[0].expect: expected at least one count above 0: all of them are 0"],
  },
  {
    path: ["checks", 0, "expect"],
    value: { old: 4, nwe: 1 },
    said: ['checks[0].expect.nwe: there is no deployment "nwe" (did you mean "new"?)'],
  },
  {
    path: ["checks", 1, "after"],
    value: "limp",
    said: ['checks[1].after: "limp" (slow) leaves the split as it is: there is nothing to converge'],
  },
  {
    path: ["checks", 1, "after"],
    value: "bth",
    said: ['checks[1].after: there is no change "bth" (did you mean "both"?)'],
  },
  {
    path: ["checks", 1, "within"],
    value: "26m",
    said: ['checks[1].within: 26m are not left: "both" comes at 5m, the run ends at 30m'],
  },
  {
    path: ["checks", 2, "metric"],
    value: "ttft{deployment:old}",
    said: [
      'checks[2].metric: "old" has slot replicas, which do not model tokens, so there is no first token to time: use "response", or give it a profile',
    ],
  },
  {
    path: ["checks", 2, "metric"],
    value: "latency",
    said: [
      'checks[2].metric: expected one of "waiting", "service", "response", "ttft", "requests", "errors", got "latency" (did you mean "response"?)',
    ],
  },
  {
    path: ["checks", 3, "id"],
    value: "plan",
    said: [
      'checks[3].id: the id "plan" is taken: it belongs to number 1 of the list',
      'mustFail[0]: there is no check "safe"',
    ],
  },
];

/** The sound scenario with some of its values replaced; undefined takes one out. */
export function withFaults(faults: readonly Pick<Fault, "path" | "value">[]): unknown {
  return faults.reduce<unknown>((scenario, { path, value }) => withValue(scenario, path, value), sound);
}

function withValue(container: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(container)) {
    const list: readonly unknown[] = container;
    const inside = withValue(list[Number(key)], rest, value);
    return Number(key) < list.length ? list.map((element, i) => (i === key ? inside : element)) : [...list, inside];
  }
  const fields = new Map<string | number, unknown>(Object.entries(container ?? {}));
  return Object.fromEntries(fields.set(key, withValue(fields.get(key), rest, value)));
}

/** Faults in the parameters of a strategy: only one at a time, they stand in the same place. */
export const strategyFaults: readonly Fault[] = [
  {
    path: ["router", "strategy"],
    value: { name: "least-request", choices: 0 },
    said: ["router.strategy.choices: expected a whole number from 1 to 1000000, got 0"],
  },
  {
    path: ["router", "strategy"],
    value: { name: "peak-ewma", decay: 10 },
    said: [
      'router.strategy.decay: expected a duration above 0 such as "10s", at most 1000h, got 10: 10 could mean 10s or 10ms, write the unit',
    ],
  },
  {
    path: ["router", "strategy"],
    value: { name: "prequal", prob: 3 },
    said: [
      'router.strategy.prob: unknown field (did you mean "probes"?), expected one of "name", "probes", "pool", "hotQuantile", "maxAge", "memory"',
    ],
  },
  {
    path: ["router", "strategy"],
    value: { name: "least-reqest" },
    said: [
      'router.strategy.name: expected one of "least-request", "peak-ewma", "prequal", "weighted-random", "even-load", "random-replica", "smooth-weighted-round-robin", "stride", "least-outstanding", "join-shortest-queue", "rendezvous", "maglev", got "least-reqest" (did you mean "least-request"?)',
    ],
  },
];
