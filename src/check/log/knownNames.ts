const quoteByte = 0x22;
const backslash = 0x5c;

/** The promised deployments, found by name; also by the bytes of a name, so that no string need be made of them. */
export class KnownNames {
  readonly names: readonly string[];
  private readonly indices: ReadonlyMap<string, number>;
  /** UTF-8; empty for names that JSON writes with escapes or that UTF-8 cannot hold. */
  private readonly encoded: readonly Uint8Array[];
  /** Every `stride`th byte from the last one on goes into a hash: as few as tell the names apart. */
  private readonly stride: number;
  /** First name of each hash, and the next one with the same; -1 for none. */
  private readonly heads: Int32Array;
  private readonly following: Int32Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.indices = new Map(names.map((name, i) => [name, i]));
    this.encoded = names.map((name) => (isPlain(name) ? Buffer.from(name) : new Uint8Array(0)));
    this.stride = widestStride(this.encoded.filter(({ length }) => length > 0));
    this.heads = new Int32Array(2 ** Math.ceil(Math.log2(2 * names.length + 1))).fill(-1);
    this.following = new Int32Array(names.length).fill(-1);
    for (const [i, bytes] of this.encoded.entries()) {
      if (bytes.length === 0) continue;
      const slot = hash(bytes, 0, bytes.length, this.stride) & (this.heads.length - 1);
      this.following[i] = this.heads[slot] ?? -1;
      this.heads[slot] = i;
    }
  }

  indexOf(name: string): number | undefined {
    return this.indices.get(name);
  }

  /** The index of the name that these bytes are; -1 also for a name that is not plain, which only `indexOf` finds. */
  find(bytes: Uint8Array, from: number, to: number): number {
    let i = this.heads[hash(bytes, from, to, this.stride) & (this.heads.length - 1)] ?? -1;
    while (i >= 0 && !this.isAt(i, bytes, from, to)) i = this.following[i] ?? -1;
    return i;
  }

  private isAt(i: number, bytes: Uint8Array, from: number, to: number): boolean {
    const name = this.encoded[i];
    if (name === undefined || name.length !== to - from) return false;
    for (let at = 0; at < name.length; at++) if (name[at] !== bytes[from + at]) return false;
    return true;
  }
}

function isPlain(name: string): boolean {
  const bytes = Buffer.from(name);
  // A byte that is no UTF-8 decodes to U+FFFD too, so that this one name has several spellings.
  return (
    bytes.every((byte) => byte >= 0x20 && byte !== quoteByte && byte !== backslash) &&
    bytes.toString() === name &&
    !name.includes("\ufffd")
  );
}

function widestStride(names: readonly Uint8Array[]): number {
  const hashes = (stride: number): number => new Set(names.map((name) => hash(name, 0, name.length, stride))).size;
  return [16, 8, 4, 2].find((stride) => hashes(stride) === names.length) ?? 1;
}

function hash(bytes: Uint8Array, from: number, to: number, stride: number): number {
  let sum = to - from;
  for (let at = to - 1; at >= from; at -= stride) sum = (Math.imul(sum, 31) + (bytes[at] ?? 0)) | 0;
  return sum ^ (sum >>> 15);
}
