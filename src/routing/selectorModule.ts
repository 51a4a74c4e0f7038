/**
 * What a module exports to have its selector checked (`shuntyard check --module ./selector.mjs`), or played as the strategy
 * of a router (`shuntyard run --strategy ./selector.mjs`):
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
 * In a check, every selector is made and used in a thread of its own, which loads the module anew: they share nothing, not even the
 * variables of the module. Where there are more than 64 selectors, neighbours use the same thread one after the other;
 * the module is still loaded anew for each, but not what it imports. The thread has no environment variables, no standard
 * input and 512 MiB for objects; what it writes to stdout or stderr ends up in the notes of the report, and so does what
 * it changes of the language. An answer that does not come within 10 s, a throw, a rejected promise that nobody handles
 * and an end of the thread fail the check and name the request. All this is against mistakes, not against malice: a module
 * is code that you run.
 *
 * In a run, the module is loaded anew for every replication (but not what it imports), so that none can know of another;
 * a selector is made for every routing table. A throw or a rubbish answer ends the run; one that never returns holds it
 * until it is interrupted.
 */
export interface SelectorModule {
  /** Makes one selector, at once: a promise is refused. Called once for every selector of the check. */
  readonly createSelector: (setting: SelectorSetting) => CheckedSelector;
}

export interface SelectorSetting {
  /** In the order of the promise. */
  readonly deployments: readonly SelectorDeployment[];
  /** Uniform in [0, 1), 53 bits; seeded by the check or the run, another sequence for every selector or replication. */
  readonly random: () => number;
  /** Number of this selector, from 0, and how many there are; one in a run. */
  readonly instance: number;
  readonly instances: number;
}

export interface SelectorDeployment {
  readonly name: string;
  /** Weight of one replica: in a run as whole units, 0 for one that may get no traffic. */
  readonly weight: number;
  readonly replicas: number;
}

export interface CheckedSelector {
  /** Picks the deployment for a request, at once: its index in the setting, or its name. */
  pick(request: CheckedRequest): number | string;
}

export interface CheckedRequest {
  /** Counts from 0: of the selector in a check, of the router in a run. */
  readonly index: number;
  /** Arrival in virtual time, milliseconds: in a check, requests come at a steady 1000/s. */
  readonly timeMs: number;
  /** Requests sent to a deployment, by its index, that have not ended; 0 in a check, where each ends before the next. */
  inFlight(deployment: number): number;
}
