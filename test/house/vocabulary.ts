import ts from "typescript";
import { place, type SourceFile, walk } from "./sourceTree.ts";

/** Last words of a file name that say nothing about what the file holds. */
const emptyFileNames = ["common", "data", "helper", "helpers", "info", "manager", "misc", "types", "util", "utils"];

/** One word per thing: the word that is not ours, and the one that is. */
const ourWord: Readonly<Record<string, string>> = {
  backend: "deployment",
  backends: "deployments",
  balancer: "router",
  canary: "deployment",
  helper: "the name of what it does",
  helpers: "the name of what it does",
  manager: "the name of what it does",
  pod: "replica",
  pods: "replicas",
  rep: "replication or replica",
  reps: "replications or replicas",
  rng: "random",
  upstream: "deployment",
  upstreams: "deployments",
  util: "the name of what it does",
  utils: "the name of what it does",
};

/** File names and identifiers that speak another language than the house, as a sentence each. */
export function vocabularyFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [...fileNameFaults(file), ...identifierFaults(file)]);
}

function fileNameFaults(file: SourceFile): readonly string[] {
  const name = file.path.split("/").at(-1) ?? "";
  if (name === "index.ts" && file.path !== "index.ts") return [`${file.path}: the one index is src/index.ts`];
  const word = wordsOf(name.replace(/(\.d)?\.ts$/, "")).at(-1) ?? "";
  return emptyFileNames.includes(word) ? [`${file.path}: "${word}" does not say what the file holds`] : [];
}

function identifierFaults(file: SourceFile): readonly string[] {
  const faults = new Map<string, string>();
  walk(file.syntax, (node) => {
    if (!isDeclaredName(node)) return;
    for (const word of wordsOf(node.text)) {
      const better = ourWord[word];
      if (better === undefined || faults.has(node.text)) continue;
      faults.set(node.text, `${place(file, node)}: ${node.text}: say ${better} instead of "${word}"`);
    }
  });
  return [...faults.values()];
}

/** Only where a name is given: what a package calls its things is not ours to choose. */
function isDeclaredName(node: ts.Node): node is ts.Identifier {
  const { parent } = node;
  return (
    ts.isIdentifier(node) &&
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isClassElement(parent) ||
      ts.isTypeElement(parent) ||
      ts.isPropertyAssignment(parent)) &&
    parent.name === node
  );
}

/** `slotOfUnit` is slot, of, unit. */
function wordsOf(name: string): readonly string[] {
  return name
    .split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
}
