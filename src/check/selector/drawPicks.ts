import type { RandomSource } from "../../engine/randomSource.ts";
import { idleLoad } from "../../routing/idleLoad.ts";
import type { LoadView, Selector } from "../../routing/selector.ts";

/**
 * A check sends requests one after the other, each ended before the next: no deployment has any in flight. A strategy
 * that follows the load has nothing to follow then, and picks at random by weight. Every request is a session of its own.
 *
 * @param sessions chance of the session keys
 */
export function checkedLoad(sessions: RandomSource): LoadView {
  return { ...idleLoad, session: () => sessions.next() };
}

/** Fills the first `length` of `picks` with the deployments of the next picks. */
export function drawPicks(
  selector: Selector,
  random: RandomSource,
  load: LoadView,
  deploymentOfSlot: Uint16Array,
  picks: Uint16Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) picks[i] = deploymentOfSlot[selector.pick(random, load)] ?? 0;
}
