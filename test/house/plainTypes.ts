import ts from "typescript";
import { place, type SourceFile, walk } from "./sourceTree.ts";

/** Places where the code overrules the type checker, as a sentence each. */
export function overruledTypes(files: readonly SourceFile[]): readonly string[] {
  return faultsOf(files, (node) => {
    if (ts.isAsExpression(node) && !isAsConst(node)) return `"as ${node.type.getText()}" claims what was not checked`;
    if (ts.isTypeAssertionExpression(node)) return "a type assertion claims what was not checked";
    if (ts.isNonNullExpression(node)) return '"!" claims what was not checked';
    return node.kind === ts.SyntaxKind.AnyKeyword ? '"any" turns the checker off' : undefined;
  });
}

/** Comments that a reader should not meet: promises, dead code, decoration, orders to the checker. */
export function unfitComments(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => commentsOf(file).flatMap((comment) => faultOfComment(file, comment) ?? []));
}

interface Comment {
  readonly text: string;
  readonly line: number;
}

function faultOfComment(file: SourceFile, { text, line }: Comment): string | undefined {
  const at = `${file.path}:${line}`;
  if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) return `${at}: do it, or leave it`;
  if (/[=\-*#_]{5,}/.test(text.replace(/^\/\*+|\*+\/$/g, ""))) return `${at}: a banner`;
  if (/@ts-(ignore|nocheck|expect-error)/.test(text)) return `${at}: an order to the type checker`;
  return /^\/\/.*;\s*$/.test(text) ? `${at}: code that is commented out` : undefined;
}

function commentsOf(file: SourceFile): readonly Comment[] {
  const text = file.syntax.text;
  const comments = new Map<number, Comment>();
  walk(file.syntax, (node) => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      const line = file.syntax.getLineAndCharacterOfPosition(pos).line + 1;
      comments.set(pos, { text: text.slice(pos, end), line });
    }
  });
  return [...comments.values()];
}

function isAsConst(node: ts.AsExpression): boolean {
  return ts.isTypeReferenceNode(node.type) && node.type.getText() === "const";
}

function faultsOf(files: readonly SourceFile[], faultOf: (node: ts.Node) => string | undefined): readonly string[] {
  return files.flatMap((file) => {
    const faults: string[] = [];
    walk(file.syntax, (node) => {
      const fault = faultOf(node);
      if (fault !== undefined) faults.push(`${place(file, node)}: ${fault}`);
    });
    return faults;
  });
}
