import { builtinModules } from "node:module";
import { openImports, type Room } from "./roomTable.ts";
import type { Import, SourceFile } from "./sourceTree.ts";

/** Every import that the room table does not allow, as a sentence each. */
export function roomViolations(files: readonly SourceFile[], table: Readonly<Record<string, Room>>): readonly string[] {
  return files.flatMap((file) => {
    const room = table[file.room];
    if (room === undefined) return [`${file.path}: there is no room "${file.room}" in the room table`];
    return file.imports.flatMap((found) => violation(file, room, found, table) ?? []);
  });
}

function violation(
  file: SourceFile,
  room: Room,
  found: Import,
  table: Readonly<Record<string, Room>>,
): string | undefined {
  const at = `${file.path}:${found.line}`;
  if (found.specifier === undefined) {
    if (openImports.includes(file.path)) return undefined;
    return `${at}: the target of an import must be written out`;
  }
  if (found.target !== undefined) {
    const reason = arrowFault(file.room, room, found, found.target.split("/")[0] ?? "", table);
    return reason === undefined ? undefined : `${at}: ${reason}`;
  }
  if (found.specifier.startsWith("node:")) {
    const name = found.specifier.slice("node:".length);
    const allowed = room.node === "any" || room.node?.includes(name) === true;
    return allowed ? undefined : `${at}: ${file.room} may not import node:${name}`;
  }
  const name = packageOf(found.specifier);
  if (builtinModules.includes(name)) return `${at}: write node:${name}`;
  return room.packages?.includes(name) === true ? undefined : `${at}: ${file.room} may not import the package ${name}`;
}

function arrowFault(
  from: string,
  room: Room,
  found: Import,
  to: string,
  table: Readonly<Record<string, Room>>,
): string | undefined {
  if (to === "..") return `${found.specifier} leads out of src`;
  if (from === to || room.rooms.includes(to)) return undefined;
  if (table[to] === undefined) return `${found.specifier} leads to no room`;
  if (room.typesOf?.includes(to) !== true) return `${from} may not import ${to}`;
  return found.isType ? undefined : `${from} may import only types of ${to}`;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
