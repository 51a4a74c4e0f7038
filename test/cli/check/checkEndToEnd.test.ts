import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { namedStream } from "../../../src/engine/seed.ts";
import { unit53 } from "../../../src/engine/unitInterval.ts";
import { shell, shuntyard } from "../built.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** Lines of a log in which a gets its share, by a pinned seed. */
function logLines(count: number, shareOfA: number, line: (name: string, i: number) => string): string {
  const random = namedStream("e2e", "log", 0);
  return Array.from({ length: count }, (_, i) => line(unit53(random) < shareOfA ? "a" : "b", i)).join("");
}

const jsonLine = (name: string, i: number): string => `{"id":${i},"served_by":"${name}"}\n`;

async function serve(
  answer: (index: number) => { readonly status: number; readonly name?: string } | undefined,
): Promise<string> {
  let index = 0;
  const server: Server = createServer((_, response) => {
    const given = answer(index++);
    if (given === undefined) return;
    response.writeHead(given.status, given.name === undefined ? {} : { "x-served-by": given.name });
    response.end("{}");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
}

describe("the built-in selector", () => {
  test("passes at 60/40 and 80/20, with the same bytes on any number of workers", async () => {
    const outputs = await Promise.all(
      ["1", "2", "5"].map((workers) => shuntyard(["check", "--replicas", "3,2", "-w", workers, "--json", "-q"])),
    );
    expect(outputs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(await shuntyard(["check", "--replicas", "new=1,old=4", "-q"])).toMatchObject({ code: 0 });
  });

  test("fails against another promise, with the exit code that was asked for", async () => {
    const argv = ["check", "--replicas", "3,2", "--expect", "a=62%,b=38%", "-q"];
    const { code, stdout } = await shuntyard([...argv, "--exit-code-on-fail", "7"]);
    expect(code).toBe(7);
    expect(stdout).toContain("this is not chance");
  });

  test("plans without running: what it takes and what it would catch", async () => {
    const { code, stdout } = await shuntyard([
      "check",
      "--replicas",
      "3,2",
      "--any-order",
      "--plan",
      "--margin",
      "2pp",
    ]);
    expect(code).toBe(0);
    // The acceptance band for 2 pp takes 71 337 requests at 1e-9; the part of it that the shares may spend is half.
    expect(stdout).toMatch(/This check takes 7[1-9],\d{3} requests/);
  });
});

describe("a module", () => {
  test("that is right passes; that throws, or picks wrongly, fails in a sentence", async () => {
    const folder = temporaryFolder();
    const right = folder.file(
      "right.mjs",
      `export function createSelector({ deployments, random }) {
         const total = deployments.reduce((sum, { weight, replicas }) => sum + weight * replicas, 0);
         return { pick() {
           let rest = random() * total;
           return deployments.findIndex(({ weight, replicas }) => (rest -= weight * replicas) < 0);
         } };
       }`,
    );
    const throwing = folder.file(
      "throwing.mjs",
      `export const createSelector = () => ({ pick({ index }) { if (index === 41) throw new TypeError("no upstream"); return 0; } });`,
    );
    const rota = folder.file(
      "rota.mjs",
      "export const createSelector = () => ({ pick: ({ index }) => [0, 1, 0, 1, 0][index % 5] });",
    );
    expect(await shuntyard(["check", "--module", right, "--replicas", "3,2", "-n", "300000", "-q"])).toMatchObject({
      code: 0,
    });
    const thrown = await shuntyard(["check", "--module", throwing, "--replicas", "3,2", "-n", "1000", "-q"]);
    expect(thrown.code).toBe(1);
    expect(thrown.stdout.replaceAll(/\s+/g, " ")).toContain(
      "request 42 of selector 1: pick() threw TypeError: no upstream",
    );
    const regular = await shuntyard(["check", "--module", rota, "--replicas", "3,2", "-n", "400000", "-q"]);
    expect(regular.code).toBe(1);
    expect(regular.stdout).toContain("too regular");
    expect(
      await shuntyard(["check", "--module", rota, "--replicas", "3,2", "-n", "400000", "-q", "--smooth"]),
    ).toMatchObject({ code: 0 });
    expect(await shuntyard(["check", "--module", join(folder.path, "none.mjs"), "--replicas", "3,2"])).toMatchObject({
      code: 2,
    });
  });
});

describe("counts", () => {
  test("pass, fail and leave open, by exit code", async () => {
    const check = (counts: string) => shuntyard(["check", "--counts", counts, "--expect", "a=3,b=2"]);
    expect((await check("a=600310,b=399690")).code).toBe(0);
    expect((await check("a=620000,b=380000")).code).toBe(1);
    expect((await check("a=6031,b=3969")).code).toBe(3);
    expect((await check("a=0,b=0")).code).toBe(2);
    expect((await check("a=600310,b=399690,c=1")).code).toBe(1);
    expect((await check("a=1e12,b=1e12")).code).toBe(1);
    expect(await check("a=1e13,b=1e13")).toMatchObject({ code: 2, stderr: expect.stringContaining("at most 1e12") });
  });
});

describe("an access log", () => {
  test("is read from a file, from standard input, as JSON lines, CSV and by pattern", async () => {
    const folder = temporaryFolder();
    const jsonl = folder.file("log.jsonl", logLines(300_000, 0.6, jsonLine));
    const csv = folder.file("log.csv", `id,served by\n${logLines(300_000, 0.6, (name, i) => `${i},"${name}"\n`)}`);
    const plain = folder.file(
      "log.txt",
      logLines(300_000, 0.6, (name, i) => `GET /${i} -> ${name} 200\n`),
    );
    const expected = ["--expect", "a=3,b=2", "--independent", "-q"];
    expect(await shuntyard(["check", "--log", jsonl, "--field", "served_by", ...expected])).toMatchObject({ code: 0 });
    expect(await shuntyard(["check", "--log", csv, "--column", "served by", ...expected])).toMatchObject({ code: 0 });
    const pattern = "-> (?<deployment>\\w+)";
    expect(await shuntyard(["check", "--log", plain, `--pattern=${pattern}`, ...expected])).toMatchObject({ code: 0 });
    const piped = await shell(`shuntyard check --log - --field served_by --expect a=3,b=2 -q < '${jsonl}'`);
    expect(piped).toMatchObject({ code: 0 });
    expect(await shuntyard(["check", "--log", jsonl, "--field", "served_by", "--expect", "a=4,b=1"])).toMatchObject({
      code: 1,
    });
  });

  test("with times is held against a schedule, phase by phase and window by window", async () => {
    const folder = temporaryFolder();
    const schedule = folder.file(
      "schedule.json",
      JSON.stringify({
        version: 1,
        start: "2026-11-22T19:00:00Z",
        phases: [
          { at: "0s", name: "old alone", expect: { a: 1 } },
          { at: "5m", name: "shared", expect: { a: 4, b: 1 } },
        ],
      }),
    );
    const time = (second: number): string => new Date(Date.UTC(2026, 10, 22, 19, 0, second)).toISOString();
    const line = (name: string, second: number): string => `{"t":"${time(second)}","served_by":"${name}"}\n`;
    const alone = logLines(30_000, 1, (name, i) => line(name, Math.floor(i / 100)));
    const shared = logLines(60_000, 0.8, (name, i) => line(name, 300 + Math.floor(i / 200)));
    const log = folder.file("log.jsonl", alone + shared);
    const argv = [
      "check",
      "--log",
      log,
      "--field",
      "served_by",
      "--time-field",
      "t",
      "--expect",
      schedule,
      "--margin",
      "3pp",
    ];
    const right = await shuntyard([...argv, "--window", "1m"]);
    expect(right).toMatchObject({ code: 0 });
    expect(right.stdout).toContain("shared");
    const early = folder.file("early.jsonl", `${alone}${line("b", 100)}${shared}`);
    const misled = await shuntyard([...argv.slice(0, 2), early, ...argv.slice(3)]);
    expect(misled.code).toBe(1);
    expect(misled.stdout.replaceAll(/\s+/g, " ")).toContain(
      "1 request to b, which was promised none in old alone, first line 30001",
    );
  });

  test("that is empty, missing, binary or cut says so with the right exit code", async () => {
    const folder = temporaryFolder();
    const check = (path: string) =>
      shuntyard(["check", "--log", path, "--field", "served_by", "--expect", "a=3,b=2", "-q"]);
    expect(await check(folder.file("empty", ""))).toMatchObject({ code: 3 });
    expect(await check(join(folder.path, "missing"))).toMatchObject({ code: 4 });
    expect(await check(folder.path)).toMatchObject({ code: 4 });
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)).toString("latin1");
    const binary = await check(folder.file("binary", noise));
    expect(binary.code).toBe(3);
    expect(binary.stdout).toContain("could not be attributed");
    const cut = await check(folder.file("cut", `${logLines(300_000, 0.6, jsonLine)}{"id":1,"serv`));
    expect(cut.code).toBe(0);
    expect(cut.stdout).toContain("cut off");
  });
});

describe("a live endpoint", () => {
  const argv = (target: string, ...rest: readonly string[]) => [
    ...["check", "--target", target, "--by-header", "x-served-by", "--expect", "a=3,b=2", "--margin", "5pp"],
    ...["--rate", "5000/s", "-q"],
    ...rest,
  ];

  test("passes when right and fails when wrong, as soon as it is decided", async () => {
    const random = namedStream("e2e", "live", 0);
    const right = await serve(() => ({ status: 200, name: unit53(random) < 0.6 ? "a" : "b" }));
    const passed = await shuntyard(argv(right, "--independent", "--json"));
    expect(passed.code).toBe(0);
    expect(JSON.parse(passed.stdout).requests).toBeLessThan(11_543);
    const even = await serve((index) => ({ status: 200, name: index % 2 === 0 ? "a" : "b" }));
    const failed = await shuntyard(argv(even, "--json"));
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout).requests).toBeLessThan(11_543);
  });

  test("that answers 500s leaves the check open; that nobody listens on is an error", async () => {
    const broken = await serve(() => ({ status: 500 }));
    const open = await shuntyard(argv(broken, "--max-requests", "50"));
    expect(open.code).toBe(3);
    expect(open.stdout).toContain("status 500");
    const silent = await shuntyard(argv(await serve(() => undefined), "--max-requests", "3", "--timeout", "200ms"));
    expect(silent.code).toBe(4);
    expect(silent.stderr).toContain("no answer within 200ms");
    const nobody = await shuntyard(argv("http://127.0.0.1:1/", "--max-requests", "3"));
    expect(nobody).toMatchObject({ code: 4, stdout: "" });
    expect(nobody.stderr).toContain("cannot be reached");
  });

  test("to which a single request goes astray fails at once", async () => {
    const astray = await serve((index) => ({ status: 200, name: index === 30 ? "c" : "a" }));
    const { code, stdout } = await shuntyard(
      argv(astray, "--expect", "a=1", "--json").filter((word) => word !== "a=3,b=2"),
    );
    expect(code).not.toBe(0);
    expect(stdout === "" || JSON.parse(stdout).requests < 100).toBe(true);
  });

  test("can be interrupted: what came until then is judged, exit code 130", async () => {
    const steady = await serve(() => ({ status: 200, name: "a" }));
    const { code, stdout } = await shuntyard(
      [
        "check",
        "--target",
        steady,
        "--by-header",
        "x-served-by",
        "--expect",
        "a=1,b=1",
        "--flake",
        "1e-300",
        "--rate",
        "20/s",
      ],
      {},
      (interrupt) => interrupt(),
    );
    expect(code).toBe(130);
    expect(stdout).toContain("Verdict");
  });
});

describe("reports", () => {
  test("are there when the source gives out, with the verdict error", async () => {
    const folder = temporaryFolder();
    const [json, junit, summary] = ["e.json", "e.xml", "e.md"].map((name) => join(folder.path, name));
    const argv = ["check", "--target", "http://127.0.0.1:1/", "--by-header", "x", "--expect", "a=1,b=1", "-q"];
    const { code, stderr } = await shuntyard([...argv, "-o", `json=${json}`, "-o", `junit=${junit}`], {
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: summary ?? "",
    });
    expect(code).toBe(4);
    expect(JSON.parse(readFileSync(json ?? "", "utf8"))).toMatchObject({ verdict: "error", requests: 0 });
    expect(readFileSync(junit ?? "", "utf8")).toContain("cannot be reached");
    expect(readFileSync(summary ?? "", "utf8")).toContain("ERROR");
    expect(stderr).toMatch(/^::error title=/m);
  });

  test("are written as asked, and for GitHub where GitHub runs it", async () => {
    const folder = temporaryFolder();
    const [json, junit, md, summary] = ["r.json", "r.xml", "r.md", "summary.md"].map((name) => join(folder.path, name));
    const { code, stdout, stderr } = await shuntyard(
      [
        "check",
        "--counts",
        "a=620000,b=380000",
        "--expect",
        "a=3,b=2",
        "--json",
        "-o",
        `json=${json}`,
        "-o",
        `junit=${junit}`,
        "-o",
        `md=${md}`,
      ],
      { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary ?? "" },
    );
    expect(code).toBe(1);
    expect(readFileSync(json ?? "", "utf8")).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({ format: "shuntyard-check", verdict: "fail" });
    expect(readFileSync(junit ?? "", "utf8")).toContain("<failure");
    expect(readFileSync(summary ?? "", "utf8")).toBe(readFileSync(md ?? "", "utf8"));
    expect(stderr).toMatch(/^::error title=/m);
  });
});
