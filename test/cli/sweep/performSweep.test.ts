import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { inRepository } from "../../house/repository.ts";
import { studyText } from "../../scenario/study/studyText.ts";
import { shell, shuntyard } from "../built.ts";
import { disturbedSweep, studyFolder } from "./studyFile.ts";

describe("a sweep", () => {
  test("reports at 80 columns without colour, keeps its results and ends with 0", async () => {
    const { sweep, store } = studyFolder();
    const { code, stdout, stderr } = await sweep();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("8 cells · 8 played, 0 from the store · 2 strategies · 2 seeds");
    expect(stdout).toMatch(/^response:avg +weighted-random +least-request \(choices 2\)$/m);
    expect(stdout).toContain("response:avg against load");
    for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
    expect(readFileSync(store, "utf8").split("\n")).toHaveLength(1 + 8 + 1);
    expect(existsSync(`${store}.lock`)).toBe(false);
  });

  test("a second time plays nothing, says the same and leaves the store as it is", async () => {
    const { sweep, store } = studyFolder();
    const first = await sweep("--json");
    const before = readFileSync(store, "utf8");
    const again = await sweep();
    expect(again.stdout).toContain("0 played, 8 from the store");
    expect((await sweep("--json")).stdout).toBe(first.stdout);
    expect(readFileSync(store, "utf8")).toBe(before);
  });

  test("--json prints a result that fits its schema, the same bytes for any number of workers", async () => {
    const [one, two] = await Promise.all(["1", "2"].map((workers) => studyFolder().sweep("--json", "-w", workers)));
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(inRepository("reports/sweep-schema.json"), "utf8")));
    const { replay, ...result } = JSON.parse(one?.stdout ?? "");
    expect(schema.safeParse({ ...result, replay }).error).toBeUndefined();
    const { replay: _, ...other } = JSON.parse(two?.stdout ?? "");
    expect(other).toEqual(result);
  });

  test("of a longer study plays only what is new", async () => {
    const { sweep, study } = studyFolder();
    await sweep();
    writeFileSync(study, studyText({ seeds: 3 }));
    expect((await sweep()).stdout).toContain("12 cells · 4 played, 8 from the store");
  });

  test("keeps its results beside the working directory unless told where", async () => {
    const { path } = studyFolder();
    const { code } = await shell(`cd ${path}; shuntyard sweep study.json -q`);
    expect(code).toBe(0);
    expect(existsSync(`${path}/study.results.jsonl`)).toBe(true);
  });

  test("can be made again with the command that it prints", async () => {
    const { sweep, study, store } = studyFolder();
    const { replay } = JSON.parse((await sweep("--json")).stdout);
    expect(replay).toBe(`shuntyard sweep ${study} --store ${store}`);
  });
});

describe("--dry-run", () => {
  test("lists the cells and plays, writes and locks nothing", async () => {
    const { sweep, path } = studyFolder();
    const { code, stdout, stderr } = await sweep("--dry-run", "-o", "csv=/nowhere/a.csv");
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines).toHaveLength(8 + 1 + 1);
    expect(lines[0]).toBe("1  load=50/s  weighted-random  seed 1");
    expect(lines[8]).toBe("8 cells of about 36,000 requests");
    expect(readdirSync(path)).toEqual(["study.json"]);
  });

  test("marks the cells that are in the store", async () => {
    const { sweep, study, store } = studyFolder({ seeds: 1 });
    await sweep();
    writeFileSync(study, studyText());
    const { stdout } = await sweep("--dry-run");
    expect(stdout.match(/in the store$/gm)).toHaveLength(4);
    expect(stdout).toContain(`, 4 of them in ${store} already`);
  });
});

describe("nothing is played, written or changed when there is", () => {
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["a mistake in the study", { measures: ["respons:avg"] }, /study\.json:\d+:\d+ measures\[0\]: /],
    [
      "a mistake in a value",
      { parameters: [{ name: "load", path: "traffic.arrivals.rate", values: [40] }] },
      /with "load" at "40" \(cell 1, load=40\), traffic\.arrivals\.rate: expected a rate/,
    ],
  ])("%s", async (_, others, said) => {
    const { sweep, path } = studyFolder(others);
    const { code, stdout, stderr } = await sweep();
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
    expect(readdirSync(path)).toEqual(["study.json"]);
  });

  test.each<[readonly string[], RegExp]>([
    [["-o", "cvs=a"], /--output: expected jsonl or csv or parquet or json .*did you mean "csv"/],
    [["-w", "0"], /--workers: expected an integer from 1 to 256/],
    [["--dry-run", "--json"], /--dry-run: /],
    [["-o", "csv=/nowhere/at/all.csv"], /--output: \/nowhere\/at\/all\.csv cannot be written: ENOENT/],
    [["--stroe", "x"], /Unknown argument: stroe \(did you mean "store"\?\)/],
  ])("a mistake in %j", async (argv, said) => {
    const { sweep, path } = studyFolder();
    const { code, stdout, stderr } = await sweep(...argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
    expect(readdirSync(path)).toEqual(["study.json"]);
  });

  test("a file to be written that is the study, the store, another's or a folder", async () => {
    const { sweep, study, store, path, inFolder } = studyFolder();
    mkdirSync(inFolder("folder"));
    const targets = [study, store, inFolder("folder"), inFolder("a"), inFolder("a")];
    const { code, stderr } = await sweep(...targets.flatMap((target) => ["-o", `csv=${target}`]));
    expect(code).toBe(2);
    expect(
      stderr.match(
        /it is the study already|it is the store of results already|it is a folder|it is the csv file already/g,
      ),
    ).toEqual([
      "it is the study already",
      "it is the store of results already",
      "it is a folder",
      "it is the csv file already",
    ]);
    expect(readdirSync(path).toSorted()).toEqual(["folder", "study.json"]);
  });

  test("no such study", async () => {
    const { code, stderr } = await shuntyard(["sweep", "/nowhere/s.json"]);
    expect(code).toBe(2);
    expect(stderr).toBe("/nowhere/s.json: cannot be read: ENOENT: no such file or directory\n");
  });

  test("a store of another study", async () => {
    const { sweep, study, store } = studyFolder();
    await sweep();
    const before = readFileSync(store, "utf8");
    writeFileSync(study, studyText({ measures: ["response:p99"] }));
    const { code, stdout, stderr } = await sweep();
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /store\.jsonl: the store of another study: it holds response:avg in total, errors:rate in total, not response:p99 in total/,
    );
    expect(readFileSync(store, "utf8")).toBe(before);
  });

  test("a store that is damaged in the middle", async () => {
    const { sweep, store, path } = studyFolder();
    await sweep();
    const damaged = readFileSync(store, "utf8").replace(/\n\{"key":"./, '\n{"key":"#');
    writeFileSync(store, damaged);
    const { code, stderr } = await sweep();
    expect(code).toBe(2);
    expect(stderr).toMatch(/store\.jsonl: line 2 is damaged \(its checksum is wrong\)/);
    expect(readFileSync(store, "utf8")).toBe(damaged);
    expect(readdirSync(path).toSorted()).toEqual(["store.jsonl", "study.json"]);
  });

  test("a file in place of the store that is something else", async () => {
    const { sweep, store } = studyFolder();
    writeFileSync(store, "precious\n");
    const { code, stderr } = await sweep();
    expect(code).toBe(2);
    expect(stderr).toMatch(/this is no store of a sweep/);
    expect(readFileSync(store, "utf8")).toBe("precious\n");
  });
});

test("Ctrl-C keeps what is done, says how to go on, writes no file, and ends with 130", async () => {
  // A hundred million requests: whatever the machine, that is not done before somebody looks.
  const folder = studyFolder({ seeds: 5000, parameters: undefined });
  const ended = await disturbedSweep(folder, "SIGINT", "-o", `csv=${folder.inFolder("a.csv")}`);
  expect(ended.code).toBe(130);
  expect(ended.stdout).toMatch(/CUT SHORT: only [\d,]+ of 10,000 cells\./);
  expect(ended.stderr).toMatch(
    /cells are in .*store\.jsonl: the same command goes on from there; nothing was written for --output\n$/,
  );
  expect(readdirSync(folder.path).toSorted()).toEqual(["store.jsonl", "study.json"]);
});
