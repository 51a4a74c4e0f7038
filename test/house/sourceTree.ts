import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import ts from "typescript";

/** One file of a source tree, parsed. Paths are relative to the root of the tree, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  /** The first folder of the path, or the file's own name when it lies in the root. */
  readonly room: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written; `undefined` for an `import(…)` whose target is computed. */
  readonly specifier: string | undefined;
  /** Path of the imported file for a relative specifier. */
  readonly target: string | undefined;
  /** Nothing of it is left when the program runs. */
  readonly isType: boolean;
  readonly line: number;
}

/** All TypeScript files below a folder, in the order of their paths. */
export function readSourceTree(root: string): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort()
    .map((path) => parse(path, readFileSync(join(root, path), "utf8")));
}

/** Calls `visit` for a node and for everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `path:line` of a node, for messages. */
export function place(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${lineOf(file.syntax, node)}`;
}

function parse(path: string, text: string): SourceFile {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  walk(syntax, (node) => {
    const found = importOf(node);
    if (found !== undefined) {
      imports.push({ ...found, target: targetOf(path, found.specifier), line: lineOf(syntax, node) });
    }
  });
  return { path, room: path.split("/")[0] ?? path, syntax, imports };
}

function importOf(node: ts.Node): Pick<Import, "specifier" | "isType"> | undefined {
  if (ts.isImportDeclaration(node)) return { specifier: textOf(node.moduleSpecifier), isType: isTypeImport(node) };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: textOf(node.moduleSpecifier), isType: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node)) {
    return { specifier: ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined, isType: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: textOf(node.arguments[0]), isType: false };
  }
  return isUrlOfModule(node) ? { specifier: textOf(node.arguments?.[0]), isType: false } : undefined;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = importClause.namedBindings;
  if (importClause.name !== undefined || names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.every((element) => element.isTypeOnly);
}

/** `new URL("./worker.js", import.meta.url)`: how a file names the program of a thread. */
function isUrlOfModule(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "URL" &&
    node.arguments?.[1]?.getText() === "import.meta.url"
  );
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function targetOf(path: string, specifier: string | undefined): string | undefined {
  if (specifier === undefined || !specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts");
}

function lineOf(syntax: ts.SourceFile, node: ts.Node): number {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
}
