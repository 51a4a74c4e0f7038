import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogFormat } from "../../../src/check/log/logFormat.ts";
import { type LogProgress, readLog } from "../../../src/check/log/readLog.ts";
import { chunked } from "./chunked.ts";
import { entriesOf, firstOnly, readText } from "./readText.ts";

const jsonl = { kind: "jsonl", field: "deployment" } as const;
const pattern = { kind: "pattern", pattern: /"deployment":"(?<deployment>[^"]*)"/ } as const;
const formats: readonly LogFormat[] = [jsonl, pattern, { kind: "csv", column: "deployment" }];
const mebibyte = 2 ** 20;

const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "déjà", "c").map((name) => `{"id":"é","deployment":"${name}"}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"deployment":"a","\\u0064eployment":"b"}',
      "",
      " ",
      "{}",
      "deployment",
      '"',
      "a,b",
      '{"deployment":"a"',
      "\ufeff",
    ),
  },
);
const log = fc
  .tuple(fc.constantFrom("", "\ufeff"), fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n"))), line)
  .map(([mark, lines, last]) => mark + lines.map((parts) => parts.join("")).join("") + last);

describe("readLog", () => {
  test("where a log is cut into chunks makes no difference", async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.array(fc.nat({ max: 400 })), fc.constantFrom(...formats), async (text, cuts, format) => {
        const deployments = ["a", "b", "déjà"];
        const whole = await readText(text, format, { deployments });
        expect(await readText(text, format, { deployments, cuts })).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test("cut before every byte it is the same", async () => {
    const text = '\ufeff{"deployment":"a"}\r\n\r\n{"deployment":"b","é":1}\n{"deployment":"a"';
    const cuts = Array.from({ length: Buffer.byteLength(text) }, (_, i) => i);
    const whole = await readText(text, jsonl);
    expect(await readText(text, jsonl, { cuts })).toEqual(whole);
    expect(whole).toMatchObject({ picks: ["a", "b"], firstLines: [["b", 3]] });
    expect(whole.unattributed).toEqual([["cut off: the last line has no end and is not valid", 1, 4]]);
  });

  test("what was not in one chunk may be in the next", async () => {
    const [plain, escaped] = [
      '{"deployment":"a","padding":"longer than what comes next"}\n',
      '{"deployment":"a","\\u0064eployment":"b"}\n',
    ];
    const { picks } = await readText(`${plain}${escaped}`, jsonl, { cuts: [plain.length] });
    expect(picks).toEqual(["a", "b"]);
  });

  test("every line that is not blank is a pick, a stranger or unattributed", async () => {
    await fc.assert(
      fc.asyncProperty(log, async (text) => {
        const lines = text
          .replace(/^\ufeff/, "")
          .split("\n")
          .filter((each) => !/^[ \t\r\v\f]*$/.test(each));
        for (const format of [jsonl, pattern]) {
          const { picks, strangers, unattributed } = await readText(text, format);
          const told = [...strangers, ...unattributed].reduce((sum, [, count]) => sum + count, picks.length);
          expect(told).toBe(lines.length);
        }
      }),
    );
  });

  test("chunks may be written over once they were read", async () => {
    async function* reused(text: string): AsyncGenerator<Uint8Array, void> {
      const buffer = new Uint8Array(100);
      for await (const chunk of chunked(text, [3, 9, 14, 16, 27, 33, 39, 50])) {
        buffer.set(chunk);
        yield buffer.subarray(0, chunk.length);
      }
    }
    const lines = '{"deployment":"a"}\n{"deployment":"b"}\n{"deployment":"c"}';
    const logs = [lines, lines, "deployment,x\na,1\nb,2\na,3\nc,4\nb,5\na,6\na,7\nb,8\nb,9\n"];
    for (const [i, format] of formats.entries()) {
      const text = logs[i] ?? "";
      const tally = firstOnly(["a", "b"]);
      await readLog({ bytes: reused(text), format, tally });
      const { reading: _, ...entries } = await readText(text, format);
      expect(entries.picks.length).toBeGreaterThan(1);
      expect(entriesOf(tally)).toEqual(entries);
    }
  });

  test("a line of 1 MiB is read, a longer one is passed over, in one chunk or many", async () => {
    const padded = (length: number): string => {
      const [before, after] = ['{"deployment":"a","x":"', '"}'];
      return `${before}${"x".repeat(length - before.length - after.length)}${after}`;
    };
    const text = `${padded(mebibyte)}\n${padded(mebibyte + 1)}\n${padded(3 * mebibyte)}\n${padded(100)}\n${padded(2 * mebibyte)}\n${padded(100)}`;
    for (const cuts of [[], [...Array.from({ length: 120 }, (_, i) => 65_536 * i), text.length - 50]]) {
      const { picks, unattributed, reading } = await readText(text, jsonl, { cuts });
      expect(picks).toEqual(["a", "a", "a"]);
      expect(unattributed).toEqual([["line longer than 1 MiB", 3, 2]]);
      expect(reading).toMatchObject({ lines: 6 });
    }
  });

  test("an empty log has no lines and is no mistake", async () => {
    for (const format of formats) {
      expect((await readText("", format)).reading).toEqual({ kind: "read", bytes: 0, lines: 0, partial: false });
    }
  });

  test("picks before the first phase are outside, and windows count from the start", async () => {
    const text = [10, 12, 13, 11].map((second) => `{"ts":${second},"deployment":"a"}\n`).join("");
    const timing = { startMs: 10_000, windowMs: 2000 };
    const { windows } = await readText(text, { ...jsonl, timeField: "ts" }, { timing });
    expect(windows).toEqual([
      [0, [2, 0]],
      [1, [2, 0]],
    ]);
  });

  test("a format that does not say where the time is, is a mistake where times are needed", async () => {
    for (const format of formats) {
      const { reading } = await readText("", format, { timing: { startMs: "first" } });
      expect(reading).toMatchObject({
        kind: "mistake",
        mistake: expect.stringContaining("The time of each line is needed"),
      });
    }
  });

  test("tells how far it is, after each chunk", async () => {
    const told: LogProgress[] = [];
    const onProgress = (progress: LogProgress): void => void told.push(progress);
    const bytes = chunked('{"deployment":"a"}\n{"deployment":"a"}\n', [10, 25]);
    await readLog({ bytes, format: jsonl, tally: firstOnly(["a"]), onProgress });
    expect(told).toEqual([
      { bytes: 10, lines: 0 },
      { bytes: 25, lines: 1 },
      { bytes: 38, lines: 2 },
    ]);
  });

  test("a signal stops it while it waits, and what it read counts", async () => {
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.from('{"deployment":"a"}\n{"depl');
      stop.abort();
      await new Promise(() => {});
    }
    const tally = firstOnly(["a"]);
    const reading = await readLog({ bytes: endless(), format: jsonl, tally, signal: stop.signal });
    expect(reading).toEqual({ kind: "read", bytes: 25, lines: 1, partial: true });
    expect(entriesOf(tally)).toMatchObject({ picks: ["a"], unattributed: [] });
  });

  test("a signal that comes after the end changes nothing", async () => {
    const { signal } = new AbortController();
    const bytes = chunked('{"deployment":"a"}');
    const reading = await readLog({ bytes, format: jsonl, tally: firstOnly(["a"]), signal });
    expect(reading).toMatchObject({ kind: "read", partial: false });
  });

  test("an error of the source is passed on, and the source is closed after a mistake", async () => {
    async function* failing(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.from("{}\n");
      throw new Error("the disk is gone");
    }
    await expect(readLog({ bytes: failing(), format: jsonl, tally: firstOnly(["a"]) })).rejects.toThrow(
      "the disk is gone",
    );
    let isClosed = false;
    async function* table(): AsyncGenerator<Uint8Array, void> {
      try {
        for (;;) yield Buffer.from("x,y\n1,2\n");
      } finally {
        isClosed = true;
      }
    }
    await readLog({ bytes: table(), format: { kind: "csv", column: "deployment" }, tally: firstOnly(["a"]) });
    expect(isClosed).toBe(true);
  });
});
