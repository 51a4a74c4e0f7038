import fc from "fast-check";
import { expect, test } from "vitest";
import type { JudgedClaim } from "../../src/experiment/result.ts";
import { byteLength } from "../../src/report/cutText.ts";
import { githubAnnotations } from "../../src/report/githubAnnotations.ts";
import { wrongSplit } from "./fixtures/checks.ts";
import { evidence, name, sentence, verdict } from "./runResultArbitrary.ts";

/** A workflow command as GitHub's runner takes it apart. */
function parsed(line: string): { readonly kind: string; readonly title: string; readonly message: string } {
  const [, kind = "", title = "", message = ""] = /^::(error|warning) title=([^:,]*)::(.*)$/s.exec(line) ?? [];
  return { kind, title: unescaped(title), message: unescaped(message) };
}

function unescaped(text: string): string {
  const plain = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return text.replace(/%0D|%0A|%3A|%2C|%25/g, (code) => new Map(Object.entries(plain)).get(code) ?? "");
}

const claim: fc.Arbitrary<JudgedClaim> = fc.record({ id: name, verdict, claim: sentence, finding: sentence, evidence });

function claims(count: number, of: JudgedClaim["verdict"]): readonly JudgedClaim[] {
  return Array.from({ length: count }, (_, i) => ({ id: `${of}-${i + 1}`, verdict: of, claim: "c", finding: "f" }));
}

test("every line is one command that GitHub shows whole, at most ten of a kind, errors first", () => {
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 30 }), sentence, (judged, title) => {
      const lines = githubAnnotations(judged, { title });
      for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
      const commands = lines.map(parsed);
      for (const command of commands) {
        expect(byteLength(command.title)).toBeLessThanOrEqual(255);
        expect(byteLength(command.message)).toBeLessThanOrEqual(4096);
      }
      const kinds = commands.map(({ kind }) => kind);
      const errors = judged.filter((each) => each.verdict === "fail" || each.verdict === "error").length;
      const warnings = judged.filter((each) => each.verdict === "inconclusive").length;
      expect(kinds).toEqual([
        ...Array.from({ length: Math.min(10, errors) }, () => "error"),
        ...Array.from({ length: Math.min(10, warnings) }, () => "warning"),
      ]);
    }),
  );
});

test("no name can make a second command or another property", () => {
  const hostile = "a,file=/etc/passwd::b%0A::error::c\r\n::warning::d";
  const judged = { id: hostile, verdict: "fail", claim: hostile, finding: hostile } as const;
  const [line = "", ...others] = githubAnnotations([judged], { title: hostile });
  expect(others).toEqual([]);
  expect(parsed(line)).toMatchObject({
    title: expect.stringContaining("a,file=/etc/passwd::b%0A::error::c ::warning::d failed"),
    message: expect.stringContaining("b%0A::error::c ::warning::d\na,file"),
  });
});

test("of more than ten the last says how many were left out", () => {
  const lines = githubAnnotations([...claims(12, "inconclusive"), ...claims(25, "fail")], { title: "t" });
  const titles = lines.map((line) => parsed(line).title);
  expect(titles).toHaveLength(20);
  expect(titles.slice(8, 11)).toEqual(["fail-9 failed · t", "and 16 more · t", "inconclusive-1 is inconclusive · t"]);
  expect(titles.at(-1)).toBe("and 3 more · t");
});

test("a claim that was marked to fail is an error either way, and says so", () => {
  const judged = [...claims(1, "fail"), ...claims(2, "pass")];
  const lines = githubAnnotations(judged, { title: "t", mustFail: ["fail-1", "pass-1"] });
  expect(lines).toEqual([
    "::error title=fail-1 failed%2C as it was marked to · t::c%0Af",
    "::error title=pass-1 was marked to fail%2C and did not · t::c%0Af",
  ]);
});

test("what passed is not told", () => {
  expect(githubAnnotations(claims(3, "pass"), { title: "t" })).toEqual([]);
});

test("a split that is off", () => {
  const [line = ""] = githubAnnotations(wrongSplit.claims, { title: wrongSplit.subject });
  expect(parsed(line)).toMatchObject({ kind: "error", title: "split failed · ./selector.mjs" });
  expect(parsed(line).message).toMatch(
    /^llama-70b-a 60 %, llama-70b-b 40 %\nllama-70b-a got 58\.07 %, promised were 60 %.*\nn 400,000 · .*$/,
  );
});
