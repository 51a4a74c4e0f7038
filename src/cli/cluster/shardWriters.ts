import type { Shard } from "../../experiment/shard.ts";
import type { ReportWriters } from "../reportTarget.ts";

/** What `run --shard -o` writes. */
export const shardWriters: ReportWriters<Shard> = {
  shard: async (shard) => (await import("../../experiment/shardFile.ts")).writeShard(shard),
};
