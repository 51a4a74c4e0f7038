import { ByteSearch, placeOf } from "./byteSearch.ts";

const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Finds a member of one-line JSON objects without parsing them.
 *
 * It rests on this: in JSON, a quote without a backslash before it begins or ends a string. So where `"field"` stands in
 * a line, and not `\"field"`, it is a string of its own, and a key if a colon follows. (Between two strings there is a
 * colon or a comma, which `field` must not have.) It is a key of the outermost object where no other has yet to end.
 *
 * Whatever is unusual it does not decide. What it finds is what `JSON.parse` would find in any line that is JSON; but of
 * a line that only begins and ends like an object it may find a member that stands in it whole.
 */
export class MemberSearch {
  /** The value, without its quotes, after `find` returned true; of several members of that name the last one's. */
  from = 0;
  to = 0;
  isString = false;
  /** `"field"`. */
  private readonly key: Buffer;
  /** Where in it a byte stands that is rare in logs: the one to search for. */
  private readonly rarest: number;
  private readonly rareBytes: ByteSearch;
  private readonly backslashes: ByteSearch = new ByteSearch(backslash);
  private readonly isSearchable: boolean;

  constructor(field: string) {
    this.key = Buffer.from(`"${field}"`);
    this.rarest = rarestPlace(this.key);
    this.rareBytes = new ByteSearch(this.key[this.rarest] ?? quote);
    this.isSearchable = isSearchable(field);
  }

  /**
   * Whether the object has this member, as far as can be told.
   *
   * @param from its first brace
   * @param last its last brace
   */
  find(bytes: Buffer, from: number, last: number): boolean {
    if (!this.isSearchable || this.hasUnicodeEscape(bytes, from, last)) return false;
    const { key, rarest, rareBytes } = this;
    let isFound = false;
    let searched = from;
    for (let at = rareBytes.next(bytes, from); at < last; at = rareBytes.next(bytes, searched)) {
      searched = at + 1;
      const start = at - rarest;
      if (!isAt(key, bytes, start)) continue;
      if (bytes[start - 1] === backslash) return false;
      const separator = skipSpace(bytes, start + key.length);
      if (bytes[separator] !== colon) continue;
      if (!this.readValue(bytes, skipSpace(bytes, separator + 1), last)) return false;
      if (placeOf(bytes, closeBrace, this.to) !== last && depthAt(bytes, from, start) !== 1) return false;
      isFound = true;
      searched = this.to + 1;
    }
    return isFound;
  }

  /** A key written with such escapes would not be found; of two members of one name the last counts. */
  private hasUnicodeEscape(bytes: Buffer, from: number, last: number): boolean {
    for (let at = this.backslashes.next(bytes, from); at < last; at = this.backslashes.next(bytes, at + 2)) {
      if (bytes[at + 1] === letterU) return true;
    }
    return false;
  }

  private readValue(bytes: Buffer, at: number, last: number): boolean {
    this.isString = bytes[at] === quote;
    this.from = this.isString ? at + 1 : at;
    this.to = this.isString ? placeOf(bytes, quote, this.from) : numberEnd(bytes, at);
    if (this.to <= at || this.to >= last || this.backslashes.next(bytes, this.from) < this.to) return false;
    const after = bytes[skipSpace(bytes, this.isString ? this.to + 1 : this.to)];
    return after === comma || after === closeBrace;
  }
}

/** Quotes, digits of numbers and of hexadecimal ones, then letters by how common they are; all else is rare. */
const commonest = '"0123456789abcdef-:. tionsrhlu_mpgywvkxqjz';

function rarestPlace(key: Buffer): number {
  const rarity = (byte: number): number => {
    const place = commonest.indexOf(String.fromCharCode(byte));
    return place < 0 ? commonest.length : place;
  };
  return key.reduce((rarest, byte, i) => (rarity(byte) > rarity(key[rarest] ?? quote) ? i : rarest), 0);
}

function isAt(text: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== bytes[from + i]) return false;
  return true;
}

/** Not where it could be written in several ways, or stand between two strings. */
function isSearchable(field: string): boolean {
  const hasPlainText = Buffer.from(field).toString() === field && !field.includes("\ufffd");
  return field !== "" && hasPlainText && !/["\\/:,\p{Cc}]/u.test(field);
}

/** The first byte from `from` on that is not white space of JSON; a line's end is not. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at] ?? 0)) at++;
  return at;
}

/** The last such byte from `from` back. */
export function skipSpaceBack(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at] ?? 0)) at--;
  return at;
}

function isSpace(byte: number): boolean {
  return byte <= 0x20 && (byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** The end of what may be a number; `from` itself when nothing like one is there. */
function numberEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at] ?? 0; (byte >= 0x2b && byte <= 0x39 && byte !== comma) || (byte | 0x20) === 0x65; ) {
    byte = bytes[++at] ?? 0;
  }
  return at;
}

/** Objects and lists that are open at a place in JSON; -1 when it is within a string. */
function depthAt(bytes: Uint8Array, from: number, to: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === quote) isInString = !isInString;
    else if (isInString) {
      if (byte === backslash) at++;
    } else if (byte === openBrace || byte === openBracket) depth++;
    else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return isInString ? -1 : depth;
}
