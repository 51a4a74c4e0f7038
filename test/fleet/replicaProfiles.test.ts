import { expect, test } from "vitest";
import { replicaProfiles } from "../../src/fleet/replicaProfiles.ts";

test("no profile has a step without cost, or room for nothing", () => {
  for (const profile of Object.values(replicaProfiles)) {
    expect(profile.baseMs).toBeGreaterThan(0);
    expect(profile.perSequenceMs).toBeGreaterThan(0);
    expect(profile.perPrefillTokenMs).toBeGreaterThan(0);
    expect(profile.prefillBaseMs).toBeGreaterThanOrEqual(0);
    expect(profile.perKvTokenMs).toBeGreaterThanOrEqual(0);
    expect(profile.maxRunning).toBeGreaterThanOrEqual(1);
    expect(profile.tokenBudget).toBeGreaterThanOrEqual(1);
    expect(profile.kvTokens).toBeGreaterThanOrEqual(profile.tokenBudget);
  }
});

test("a decode step of llama2-70b on 8 H100 takes what was measured", () => {
  const profile = replicaProfiles["llama2-70b-h100-tp8"];
  expect(profile?.baseMs).toBe(29.86);
  expect(profile?.perSequenceMs).toBe(0.307);
  expect(profile?.perPrefillTokenMs).toBe(0.0908);
});

test("the mock worker prefills 8000 tokens a second", () => {
  expect(1000 / (replicaProfiles["mock-worker"]?.perPrefillTokenMs ?? 0)).toBe(8000);
});
