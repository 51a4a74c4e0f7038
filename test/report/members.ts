/** Every path to a member of the value. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[...path, key], ...paths(member, [...path, key])]);
}

/** The value with the members of the object that holds the end of the path edited. */
export function edited(
  value: unknown,
  path: readonly string[],
  edit: (members: [string, unknown][], key: string) => [string, unknown][],
): unknown {
  const [key = "", ...rest] = path;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? edited(item, rest, edit) : item));
  const members: [string, unknown][] = Object.entries(Object(value));
  if (rest.length === 0) return Object.fromEntries(edit(members, key));
  return Object.fromEntries(
    members.map(([name, member]) => [name, name === key ? edited(member, rest, edit) : member]),
  );
}

/** Paths that end in a name, not in a place in a list. */
export function namedPaths(value: unknown): readonly (readonly string[])[] {
  return paths(value).filter((path) => Number.isNaN(Number(path.at(-1))));
}
