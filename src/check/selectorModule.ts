/**
 * What a module exports to have its selector checked (`shuntyard check --module ./selector.mjs`):
 *
 * ```js
 * export function createSelector({ deployments, random }) {
 *   const total = deployments.reduce((sum, { weight, replicas }) => sum + weight * replicas, 0);
 *   return {
 *     pick() {
 *       let rest = random() * total;
 *       return deployments.findIndex(({ weight, replicas }) => (rest -= weight * replicas) < 0);
 *     },
 *   };
 * }
 * ```
 *
 * Every selector is made and used in a thread of its own, which loads the module anew: they share nothing, not even the
 * variables of the module. Where there are more than 64 selectors, neighbours use the same thread one after the other;
 * the module is still loaded anew for each, but not what it imports. The thread has no environment variables, no standard
 * input and 512 MiB for objects; what it writes to stdout or stderr ends up in the notes of the report, and so does what
 * it changes of the language. An answer that does not come within 10 s, a throw, a rejected promise that nobody handles
 * and an end of the thread fail the check and name the request. All this is against mistakes, not against malice: a module
 * is code that you run.
 */
export interface SelectorModule {
  /** Makes one selector, at once: a promise is refused. Called once for every selector of the check. */
  readonly createSelector: (setting: SelectorSetting) => CheckedSelector;
}

export interface SelectorSetting {
  /** In the order of the promise. */
  readonly deployments: readonly SelectorDeployment[];
  /** Uniform in [0, 1), 53 bits; seeded by the check, another sequence for every selector. */
  readonly random: () => number;
  /** Number of this selector, from 0, and how many there are. */
  readonly instance: number;
  readonly instances: number;
}

export interface SelectorDeployment {
  readonly name: string;
  /** Weight of one replica. */
  readonly weight: number;
  readonly replicas: number;
}

export interface CheckedSelector {
  /** Picks the deployment for a request, at once: its index in the setting, or its name. */
  pick(request: CheckedRequest): number | string;
}

export interface CheckedRequest {
  /** Counts from 0, by selector. */
  readonly index: number;
  /** Arrival in virtual time, milliseconds: requests come at a steady 1000/s. */
  readonly timeMs: number;
}
