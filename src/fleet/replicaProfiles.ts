import type { BatchingReplicaSpec } from "./deploymentSpec.ts";

export type ReplicaProfile = Omit<BatchingReplicaSpec, "kind" | "profile" | "queue">;

/**
 * Step costs of real LLM servers, by name. Decode and prefill slopes are fits of published measurements: llama2-70b and
 * bloom-176b on the public splitwise-sim data (R² > .96), qwen3-14b and the mock worker as their authors print them.
 *
 * Three things are not in those sources and are assumptions here:
 * - `prefillBaseMs` is 0. The fits have two lines, one for steps that only decode (29.86 + 0.307·B for llama2-70b on
 *   8 H100) and one for steps that only prefill (12.3 + 0.0908·tokens). Both intercepts are the fixed cost of reading
 *   the weights, which a step that does both pays once: the larger, decode's, is `baseMs`. A step that only prefills is
 *   dearer by the difference (17.6 ms there) than its fit.
 * - `kvTokens` is what 90 % of the GPU memory holds beside the 16-bit weights, at 2·layers·heads·128·2 bytes a token
 *   (llama2-70b 320 KiB, bloom-176b 3.83 MiB, qwen3-14b 160 KiB), rounded down.
 * - `maxRunning` and `tokenBudget` are usual server settings: 256 sequences, and 2048 prompt tokens a step so that a long
 *   prompt does not hold up everybody's next token.
 *
 * The cost of resident KV tokens is part of the fits' slopes: `perKvTokenMs` is 0.
 */
export const replicaProfiles: Readonly<Record<string, ReplicaProfile>> = {
  "llama2-70b-h100-tp8": profile({
    baseMs: 29.86,
    perSequenceMs: 0.307,
    perPrefillTokenMs: 0.0908,
    kvTokens: 1_300_000,
  }),
  "llama2-70b-h100-tp4": profile({ baseMs: 28.3, perSequenceMs: 0.352, perPrefillTokenMs: 0.107, kvTokens: 450_000 }),
  "llama2-70b-a100-tp8": profile({
    baseMs: 43.52,
    perSequenceMs: 0.412,
    perPrefillTokenMs: 0.2309,
    kvTokens: 1_300_000,
  }),
  "bloom-176b-h100-tp8": profile({ baseMs: 35.13, perSequenceMs: 0.423, perPrefillTokenMs: 0.1538, kvTokens: 55_000 }),
  "qwen3-14b-h100": profile({ baseMs: 13.58, perSequenceMs: 0.0273, perPrefillTokenMs: 0.0394, kvTokens: 250_000 }),
  "mock-worker": profile({ baseMs: 6, perSequenceMs: 0.35, perPrefillTokenMs: 0.125, kvTokens: 524_288 }),
};

function profile(
  costs: Pick<ReplicaProfile, "baseMs" | "perSequenceMs" | "perPrefillTokenMs" | "kvTokens">,
): ReplicaProfile {
  return { ...costs, prefillBaseMs: 0, perKvTokenMs: 0, maxRunning: 256, tokenBudget: 2048 };
}
