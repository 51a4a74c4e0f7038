// Taken now, before a module of somebody else's can change them.
const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

interface Known {
  readonly holder: object;
  readonly key: string | symbol;
  readonly value: object;
  /** "Array.prototype.push". */
  readonly name: string;
}

/**
 * Remembers what the objects of the language hold that all code of a thread shares, `Array.prototype` and the like, and
 * tells what of it was changed or taken away. What is added harms nobody.
 */
export class KnownGlobals {
  private readonly known: readonly Known[];

  constructor() {
    const roots = Object.getOwnPropertyNames(globalThis).flatMap((name) => rootsOf(name));
    this.known = [...propertiesOf(globalThis, ""), ...roots.flatMap(([name, root]) => propertiesOf(root, `${name}.`))];
  }

  /** Names of what is not as it was. Written so that it works whatever was changed. */
  get changed(): readonly string[] {
    const names: string[] = [];
    for (let i = 0; i < this.known.length; i++) {
      const each = this.known[i];
      if (each !== undefined && heldBy(each.holder, each.key) !== each.value) names[names.length] = each.name;
    }
    return names;
  }
}

/** A constructor such as Array is there with its prototype, and an object such as Math by itself. */
function rootsOf(name: string): readonly (readonly [string, object])[] {
  const value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value;
  if (!/^[A-Z]/.test(name) || !isObject(value)) return [];
  const prototype: unknown = getOwnPropertyDescriptor(value, "prototype")?.value;
  const own: readonly (readonly [string, object])[] = [
    [name, value],
    ...(isObject(prototype) ? [[`${name}.prototype`, prototype] as const] : []),
  ];
  return name === "Uint8Array" && isObject(prototype) ? [...own, ...typedArrayOf(prototype)] : own;
}

/** What all typed arrays have in common has no name of its own among the globals. */
function typedArrayOf(prototype: object): readonly (readonly [string, object])[] {
  const shared = getPrototypeOf(prototype);
  return shared === null ? [] : [["TypedArray.prototype", shared]];
}

function propertiesOf(holder: object, prefix: string): readonly Known[] {
  return ownKeys(holder).flatMap((key) => {
    const value = heldBy(holder, key);
    return value === undefined ? [] : [{ holder, key, value, name: `${prefix}${String(key)}` }];
  });
}

/** The function or object itself, or the function that gives the value: asking that might run foreign code. */
function heldBy(holder: object, key: string | symbol): object | undefined {
  const descriptor = getOwnPropertyDescriptor(holder, key);
  // Node gives some of its globals when they are first asked for, and then puts them in the place of what gave them.
  const held: unknown = holder === globalThis ? descriptor?.value : (descriptor?.get ?? descriptor?.value);
  return isObject(held) ? held : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
