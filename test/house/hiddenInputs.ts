import ts from "typescript";
import { place, type SourceFile, walk } from "./sourceTree.ts";

/** Chance that no seed governs. */
const chance = ["Math.random", "crypto.randomUUID", "crypto.getRandomValues", "randomBytes", "randomInt", "randomUUID"];

/** The clock of the machine. */
const time = [
  "Date",
  "performance.now",
  "process.hrtime",
  "process.uptime",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "scheduler.wait",
];

/** Rooms that live in real time. `cluster` waits for other machines; `cli` stamps its logs and paces its progress. */
const realTimeRooms = ["gateway", "live", "cluster", "cli"];

/** Files of other rooms that do. This one bounds how long it waits for threads once the run has failed. */
const realTimeFiles = ["threads/openThreads.ts"];

/** Every use of chance or time that did not come in as an argument, as a sentence each. */
export function hiddenInputs(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const banned = inRealTime(file) ? chance : [...chance, ...time];
    const found: string[] = [];
    walk(file.syntax, (node) => {
      const name = usedName(node);
      if (name !== undefined && banned.some((entry) => name === entry)) {
        found.push(`${place(file, node)}: ${name} is an input that nobody handed in`);
      }
    });
    return found;
  });
}

function inRealTime({ room, path }: SourceFile): boolean {
  return realTimeRooms.includes(room) || realTimeFiles.includes(path);
}

/** `Math.random` for a property of a global, `Date` for a bare name that is called, constructed or reached into. */
function usedName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const object = node.expression.text;
    // Date.UTC is arithmetic: it reads no clock.
    if (object === "Date") return node.name.text === "UTC" ? undefined : "Date";
    return object === "globalThis" ? node.name.text : `${object}.${node.name.text}`;
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    return ts.isIdentifier(node.expression) ? node.expression.text : undefined;
  }
  return undefined;
}
