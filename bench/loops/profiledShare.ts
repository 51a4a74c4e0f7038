import { readFileSync } from "node:fs";

/** Time that one thread was at work, and the part of it within one function; in microseconds. */
export interface ProfiledTime {
  readonly all: number;
  readonly within: number;
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string };
  readonly children?: readonly number[];
}

/** What V8 names where no function is at work: it counts with the function before. */
const beside = ["(garbage collector)", "(program)"];

/** Reads what `node --cpu-prof` wrote of a thread. */
export function profiledShare(path: string, functionName: string): ProfiledTime {
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(path, "utf8"));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  const inside = insideOf(nodes, functionName);
  let all = 0;
  let within = 0;
  let wasInside = false;
  for (const [i, id] of samples.entries()) {
    const name = names.get(id) ?? "";
    if (name === "(idle)") continue;
    if (!beside.includes(name)) wasInside = inside.has(id);
    all += timeDeltas[i] ?? 0;
    if (wasInside) within += timeDeltas[i] ?? 0;
  }
  return { all, within };
}

/** The nodes of a function and of all that it calls; callers come before what they call. */
function insideOf(nodes: readonly ProfileNode[], functionName: string): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.functionName === functionName) inside.add(id);
    if (inside.has(id)) for (const child of children) inside.add(child);
  }
  return inside;
}
