import type { DocumentNode, ObjectNode, ValueNode } from "@humanwhocodes/momoa";
import type { JsonPath } from "./jsonPath.ts";

/** Where something stands in a text: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A JSON text with the position of everything in it. */
export class JsonDocument {
  readonly value: unknown;
  private readonly root: DocumentNode;
  private readonly members = new Map<ObjectNode, ReadonlyMap<string, Member>>();

  constructor(value: unknown, root: DocumentNode) {
    this.value = value;
    this.root = root;
  }

  /** Field names of the object at a path in the order of the text (a JavaScript object sorts some); none elsewhere. */
  keys(path: JsonPath): readonly string[] {
    const node = this.nodeAt(path);
    return node?.type === "Object" ? [...this.membersOf(node).keys()] : [];
  }

  /** The position of the value at a path, or of its field's name; of the nearest thing around it when it is missing. */
  locate(path: JsonPath, part: "name" | "value" = "value"): Position {
    let node: ValueNode = this.root.body;
    let position: Position = node.loc.start;
    for (const key of path) {
      const member = this.child(node, key);
      if (member === undefined) return position;
      node = member.value;
      position = part === "name" ? member.name : node.loc.start;
    }
    return position;
  }

  /** Every field name that an object holds more than once, or that no field may have. */
  badNames(): readonly BadName[] {
    return [...badNames(this.root.body, [])];
  }

  private nodeAt(path: JsonPath): ValueNode | undefined {
    let node: ValueNode | undefined = this.root.body;
    for (const key of path) node = node === undefined ? undefined : this.child(node, key)?.value;
    return node;
  }

  private child(node: ValueNode, key: string | number): Member | undefined {
    if (node.type === "Object") return this.membersOf(node).get(String(key));
    const element = node.type === "Array" && typeof key === "number" ? node.elements[key] : undefined;
    return element === undefined ? undefined : { name: element.value.loc.start, value: element.value };
  }

  private membersOf(node: ObjectNode): ReadonlyMap<string, Member> {
    const known = this.members.get(node);
    if (known !== undefined) return known;
    const members = new Map(node.members.map(({ name, value }) => [nameOf(name), { name: name.loc.start, value }]));
    this.members.set(node, members);
    return members;
  }
}

interface Member {
  readonly name: Position;
  readonly value: ValueNode;
}

export interface BadName {
  readonly path: JsonPath;
  readonly position: Position;
  readonly message: string;
}

function* badNames(node: ValueNode, path: JsonPath): Generator<BadName> {
  if (node.type === "Array") {
    for (const [i, { value }] of node.elements.entries()) yield* badNames(value, [...path, i]);
  }
  if (node.type !== "Object") return;
  const lines = new Map<string, number>();
  for (const { name, value } of node.members) {
    const key = nameOf(name);
    const position = name.loc.start;
    const line = lines.get(key);
    if (line !== undefined)
      yield { path: [...path, key], position, message: `duplicate key: it is there already in line ${line}` };
    if (key === "__proto__") yield { path: [...path, key], position, message: "no field may have this name" };
    lines.set(key, position.line);
    yield* badNames(value, [...path, key]);
  }
}

function nameOf(name: ObjectNode["members"][number]["name"]): string {
  return name.type === "String" ? name.value : name.name;
}
