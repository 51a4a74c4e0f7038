import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Where a list goes on: behind the item with these values of the order's fields and this id. */
export interface PagePosition {
  readonly values: readonly (string | number | boolean)[];
  readonly id: string;
  /** How many items the whole list has, when the first page has counted them. */
  readonly totalSize?: number;
}

/** Writes positions in a list as texts that nobody else can make or change. */
export interface PageTokens {
  /** @param parameters everything else that says what the list is */
  write(position: PagePosition, parameters: readonly string[]): string;
  read(token: string, parameters: readonly string[]): PagePosition | { readonly mistake: string };
}

/**
 * A token is the position and a digest of the parameters in base64url, signed with HMAC-SHA-256.
 *
 * @param secret whatever is signed with it can be read back with it alone
 */
export function pageTokens(secret: Uint8Array): PageTokens {
  const sign = (text: string): string => createHmac("sha256", secret).update(text).digest("base64url");
  return {
    write(position, parameters) {
      const payload = Buffer.from(JSON.stringify({ ...position, of: sign(JSON.stringify(parameters)) }));
      const text = payload.toString("base64url");
      return `${text}.${sign(text)}`;
    },
    read(token, parameters) {
      const dot = token.lastIndexOf(".");
      const text = token.slice(0, dot);
      if (dot === -1 || !same(sign(text), token.slice(dot + 1))) return { mistake: notOurs };
      const signed = payloadOf(text);
      if (signed === undefined) return { mistake: notOurs };
      const { of, ...position } = signed;
      return of === sign(JSON.stringify(parameters)) ? position : { mistake: otherParameters };
    },
  };
}

export const notOurs: string =
  "expected nextPageToken of the page before, as this server gave it, got another text; begin again without pageToken";
const otherParameters =
  "the token belongs to a list with other parameters: account, pageSize, filter, orderBy and readMask must stay as they were on the page before";

type Payload = PagePosition & { readonly of: string };

const payload: z.ZodType<Payload> = z.object({
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  id: z.string(),
  totalSize: z.int().min(0).exactOptional(),
  of: z.string(),
});

/** Undefined for what we never write, though it is signed with our secret. */
function payloadOf(text: string): Payload | undefined {
  try {
    return payload.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data;
  } catch {
    return undefined;
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
