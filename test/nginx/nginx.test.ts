import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect } from "vitest";
import { probe } from "../../src/live/probe.ts";
import { shuntyard } from "../cli/built.ts";
import { requireTool } from "../requireTool.ts";
import { runNginx } from "./runNginx.ts";

/**
 * The split that nginx makes on loopback, live and from its access log. What is right passes except with the false-alarm
 * rate of the check, 1e-9; what is wrong by 10 pp passes with its miss rate, 1e-6.
 */
const withNginx = requireTool("nginx");

const quickly = ["--rate", "20000/s", "--quiet", "--json"];
const live = (target: string, ...rest: readonly string[]) => [
  ...["check", "--target", target, "--by-header", "x-served-by", "--margin", "5pp"],
  ...quickly,
  ...rest,
];
const inLog = (path: string, ...rest: readonly string[]) => [
  ...["check", "--log", path, "--field", "served_by", "--margin", "5pp", "--json"],
  ...rest,
];

interface Told {
  readonly verdict: string;
  readonly requests: number;
  readonly sequence: { readonly looks: string };
  readonly claims: readonly { readonly kind: string; readonly verdict: string }[];
}

async function told(
  argv: readonly string[],
): Promise<Told & { readonly code: number | null; readonly claim: (kind: string) => string | undefined }> {
  const { code, stdout, stderr } = await shuntyard(argv);
  if (stdout === "") throw new Error(stderr);
  const report: Told = JSON.parse(stdout);
  return { ...report, code, claim: (kind) => report.claims.find((claim) => claim.kind === kind)?.verdict };
}

/** One after the other, so that the log is in the order of the picks. */
async function ask(target: string, requests: number): Promise<void> {
  const { answered } = await probe({
    ...{ target: new URL(target), requests, ratePerSecond: 1e6, concurrency: 1, timeoutMs: 5000 },
    attribution: { kind: "header", name: "x-served-by" },
    onAnswer: () => {},
    isDecided: () => false,
  });
  expect(answered).toBe(requests);
}

describe("nginx", () => {
  withNginx("split_clients passes live, as independent draws, and stops as soon as enough is known", async () => {
    const { random } = await runNginx({ weights: [3, 2], percentOfA: 60 });
    const report = await told(live(random, "--expect", "a=60%,b=40%", "--independent"));
    expect(report).toMatchObject({ code: 0, verdict: "pass" });
    expect(report.requests).toBeLessThan(11_543);
    expect(report.sequence.looks).toBe("independent");
  });

  withNginx("split_clients with the wrong percentage fails live", async () => {
    const { random } = await runNginx({ weights: [3, 2], percentOfA: 70 });
    expect(await told(live(random, "--expect", "a=60%,b=40%"))).toMatchObject({ code: 1, verdict: "fail" });
  });

  withNginx("weighted round-robin passes the split, but not as random", async () => {
    const { roundRobin } = await runNginx({ weights: [3, 2], percentOfA: 60 });
    const anyOrder = await told(live(roundRobin, "--expect", "a=3,b=2"));
    expect(anyOrder).toMatchObject({ code: 0, verdict: "pass" });
    expect(anyOrder.sequence.looks).toBe("too-regular");
    const asRandom = await told(live(roundRobin, "--expect", "a=3,b=2", "--independent"));
    expect(asRandom).toMatchObject({ code: 1, verdict: "fail" });
    expect(asRandom.claim("order")).toBe("fail");
    expect(asRandom.requests).toBeLessThan(100);
  });

  withNginx("its access log tells the same: random, round-robin, wrong weights, cut lines", async () => {
    const { random, roundRobin, logPath } = await runNginx({ weights: [3, 2], percentOfA: 60 });
    await shuntyard(
      live(random, "--expect", "a=3,b=2", "--max-requests", "15000", "--flake", "1e-15", "--miss", "1e-15"),
    );
    const randomLog = readFileSync(logPath, "utf8");
    expect(await told(inLog(logPath, "--expect", "a=3,b=2", "--independent"))).toMatchObject({
      code: 0,
      verdict: "pass",
    });
    expect(await told(inLog(logPath, "--expect", "a=7,b=3"))).toMatchObject({ code: 1, verdict: "fail" });
    expect((await told(inLog(logPath, "--expect", "a=1"))).claim("destinations")).toBe("fail");
    writeFileSync(logPath, "");
    await ask(roundRobin, 12_000);
    const smooth = await told(inLog(logPath, "--expect", "a=3,b=2", "--smooth"));
    expect(smooth).toMatchObject({ code: 0, verdict: "pass" });
    const asRandom = await told(inLog(logPath, "--expect", "a=3,b=2", "--independent"));
    expect(asRandom.claim("order")).toBe("fail");
    writeFileSync(logPath, `${randomLog}{"time":"2026-11-22T19:0`);
    const cut = await told(inLog(logPath, "--expect", "a=3,b=2"));
    expect(cut).toMatchObject({ code: 0, verdict: "pass" });
    expect(cut.claim("attribution")).toBe("pass");
  });
});
