import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from "node:zlib";
import { mostBodyBytes } from "./mostBodyBytes.ts";

type Decoder = (bytes: Uint8Array, options: ZlibOptions) => Uint8Array;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  identity: (bytes) => bytes,
};

/** A body without its compression, or why it cannot be had, in few words. */
export type PlainBody =
  | { readonly kind: "plain"; readonly bytes: Uint8Array }
  | { readonly kind: "none"; readonly reason: string };

/** Undoes what the header `content-encoding` lists, the last first; at most 1 MiB comes out. */
export function plainBody(bytes: Uint8Array, encodings: string): PlainBody {
  let plain = bytes;
  for (const each of encodings.toLowerCase().split(",").reverse()) {
    const name = each.trim();
    if (name === "") continue;
    const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (decode === undefined) return { kind: "none", reason: `body is compressed (${encodings})` };
    try {
      plain = decode(plain, { maxOutputLength: mostBodyBytes });
    } catch (error) {
      const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      return { kind: "none", reason: isLarge ? "body larger than 1 MiB" : `compressed body is damaged (${encodings})` };
    }
  }
  return { kind: "plain", bytes: plain };
}
