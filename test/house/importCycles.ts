import type { SourceFile } from "./sourceTree.ts";

/** Cycles of imports, types included, each as `a.ts -> b.ts -> a.ts`; one for every import that closes a circle. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(files.map((file) => [file.path, file.imports.flatMap(({ target }) => target ?? [])]));
  const finished = new Set<string>();
  const trail: string[] = [];
  const cycles: string[] = [];

  function follow(path: string): void {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      return;
    }
    if (finished.has(path)) return;
    trail.push(path);
    for (const target of targets.get(path) ?? []) follow(target);
    trail.pop();
    finished.add(path);
  }

  for (const path of targets.keys()) follow(path);
  return cycles;
}
