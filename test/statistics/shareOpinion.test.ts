import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptanceRange } from "../../src/statistics/acceptanceRange.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { type ShareClaim, shareOpinion } from "../../src/statistics/shareOpinion.ts";
import { tost } from "../../src/statistics/tost.ts";

const rate = fc.constantFrom(0.1, 0.01, 1e-3, 1e-6);
const claims: fc.Arbitrary<ShareClaim> = fc.record({
  p: fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100),
  margin: fc.integer({ min: 5, max: 60 }).map((percent) => percent / 100),
  flake: rate,
  miss: rate,
});

/** The exact probability of a verdict after n draws that hit with probability `share`. */
function probabilityOf(verdict: string, n: number, share: number, claim: ShareClaim): number {
  let sum = 0;
  for (let x = 0; x <= n; x++) {
    if (shareOpinion(x, n, claim).verdict === verdict) sum += Math.exp(logBinomialProbability(x, n, share));
  }
  return sum;
}

describe("shareOpinion", () => {
  test("fails the promised share with probability at most the false-alarm rate, by enumeration", () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 120 }), (claim, n) => {
        expect(probabilityOf("fail", n, claim.p, claim)).toBeLessThanOrEqual(claim.flake * (1 + 1e-9));
      }),
    );
  });

  test("passes a share that is off by the margin with probability at most the miss rate, by enumeration", () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 120 }), (claim, n) => {
        for (const share of [claim.p - claim.margin, claim.p + claim.margin]) {
          if (share < 0 || share > 1) continue;
          expect(probabilityOf("pass", n, share, claim)).toBeLessThanOrEqual(claim.miss * (1 + 1e-9));
        }
      }),
    );
  });

  test("passes exactly where equivalence is shown, and fails only outside the acceptance range", () => {
    fc.assert(
      fc.property(
        claims,
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (claim, n, u) => {
          const { p, margin, flake, miss } = claim;
          const x = Math.round(u * n);
          const { verdict, missing } = shareOpinion(x, n, claim);
          const { low, high } = acceptanceRange(n, p, flake);
          const shown = tost(x, n, p, margin).logP <= Math.log(miss);
          expect(verdict === "pass").toBe(shown);
          const isOutside = x < low || x > high;
          if (verdict === "fail") expect(isOutside).toBe(true);
          if (missing === 0) expect(verdict === "fail").toBe(!shown && isOutside);
        },
      ),
    );
  });

  test("does not fail a share within the margin for want of draws, but one beyond it", () => {
    // 630 of 1000 is 3 pp off and would refute 60 % itself at 0.05; within 5 pp it is nobody's fault yet.
    const claim = { p: 0.6, margin: 0.05, flake: 0.05, miss: 1e-3 };
    expect(shareOpinion(635, 1000, claim).verdict).toBe("inconclusive");
    expect(shareOpinion(690, 1000, claim).verdict).toBe("fail");
  });

  test("is never inconclusive when no draws are missing", () => {
    fc.assert(
      fc.property(
        claims,
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (claim, n, u) => {
          const { verdict, missing } = shareOpinion(Math.round(u * n), n, claim);
          if (missing === 0) expect(verdict).not.toBe("inconclusive");
        },
      ),
    );
  });

  test("keeps the false-alarm rate where a few draws more than enough are not enough", () => {
    // 507 draws suffice; at 515 a count in the acceptance range does not show the share to be within the margin.
    const claim = { p: 0.05, margin: 0.05, flake: 0.05, miss: 0.01 };
    expect(shareOpinion(25, 507, claim).missing).toBe(0);
    expect(shareOpinion(36, 515, claim)).toMatchObject({ verdict: "inconclusive" });
    expect(shareOpinion(36, 515, claim).missing).toBeGreaterThan(0);
    expect(probabilityOf("fail", 515, 0.05, claim)).toBeLessThanOrEqual(0.05);
  });

  test("knows nothing before the first draw, but how many it takes", () => {
    const opinion = shareOpinion(0, 0, { p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 });
    expect(opinion).toMatchObject({ verdict: "inconclusive", missing: 71_337 });
  });

  test("with lost draws passes just what passes whatever they were, and fails nothing that might want more draws", () => {
    const draws = fc.record({ x: fc.nat(200), others: fc.nat(200), lost: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(claims, draws, (claim, { x, others, lost }) => {
        const n = x + others;
        const { verdict, missing } = shareOpinion(x, n, claim, lost);
        const whole = Array.from({ length: lost + 1 }, (_, a) => shareOpinion(x + a, n + lost, claim).verdict);
        expect(verdict === "pass").toBe(whole.every((each) => each === "pass"));
        if (verdict === "fail") {
          expect(whole).toContain("fail");
          expect(whole).not.toContain("inconclusive");
        }
        if (missing === 0) expect(verdict).not.toBe("inconclusive");
      }),
    );
  });

  test("does not spend the margin twice when draws are lost", () => {
    // 65.8 % of what is known, 4.9 % lost: the true share may be 62.6 % or 67.5 %, which is beyond 60 % +- 5 pp.
    const claim = { p: 0.6, margin: 0.05, flake: 1e-9, miss: 1e-6 };
    expect(shareOpinion(62_576, 95_100, claim).verdict).toBe("fail");
    expect(shareOpinion(62_576, 95_100, claim, 4900).verdict).toBe("inconclusive");
    expect(shareOpinion(57_060, 95_100, claim, 4900).verdict).toBe("pass");
  });

  test.each([
    [42_800, 71_337, "pass", 0],
    [41_000, 71_337, "fail", 0],
    [600, 1000, "inconclusive", 70_337],
  ])("says of %d of %d: %s, %d missing", (x, n, verdict, missing) => {
    expect(shareOpinion(x, n, { p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 })).toMatchObject({ verdict, missing });
  });
});
