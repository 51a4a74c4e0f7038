/** What one selector is to do. Plain data. */
export interface SelectorTask {
  /** Its number, from 0. */
  readonly instance: number;
  /** Picks to make, at least one. */
  readonly requests: number;
}

/** Deals requests out to selectors in equal parts, the first ones one more; a selector with nothing to do is left out. */
export function* selectorTasks(requests: number, instances: number): Generator<SelectorTask, void> {
  const least = Math.floor(requests / instances);
  const remainder = requests - least * instances;
  for (let instance = 0; instance < instances; instance++) {
    const share = least + (instance < remainder ? 1 : 0);
    if (share > 0) yield { instance, requests: share };
  }
}

/**
 * The same tasks in order, in groups of neighbours: at most `most` of them, all of the same size but the last. Who is in a
 * group with whom depends on these numbers alone.
 */
export function* groupedTasks(
  requests: number,
  instances: number,
  most: number,
): Generator<readonly SelectorTask[], void> {
  const size = Math.ceil(Math.min(requests, instances) / most);
  let group: SelectorTask[] = [];
  for (const task of selectorTasks(requests, instances)) {
    group.push(task);
    if (group.length === size) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
