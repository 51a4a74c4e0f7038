import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readText } from "./readText.ts";

const csv = { kind: "csv", column: "deployment" } as const;
const names = ["a", "b", 'quo"ted', "two words", "com,ma"];
const written = (field: string): string => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

describe("reading CSV", () => {
  test("every row is a pick of the name in its column, wherever the column is and whatever the others hold", async () => {
    const row = fc.tuple(
      fc.string({ unit: "grapheme-ascii" }),
      fc.constantFrom(...names),
      fc.constantFrom("x", "", '"', "1\n2"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.boolean(), fc.constantFrom("\n", "\r\n"), async (rows, isLast, end) => {
        const order = ([first, name, third]: readonly [string, string, string]): string =>
          // A lone empty field would be an empty line.
          (isLast ? [`x${first}`, third, name] : [`x${first}`, name, third]).map(written).join(",");
        const text = [order(["", "deployment", "other"]), ...rows.map(order), ""].join(end);
        const { picks, unattributed, strangers } = await readText(text, csv, { deployments: names });
        expect({ picks, unattributed, strangers }).toEqual({
          picks: rows.map(([, name]) => name),
          unattributed: [],
          strangers: [],
        });
      }),
    );
  });

  test("where it is cut makes no difference", async () => {
    const text = '\ufeffid,deployment\r\n1,a\r\n2,"b"\r\n\r\n3\r\n4,c\r\n5,"d\r\n\r\ne"\r\n6,a';
    const whole = await readText(text, csv);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: Buffer.byteLength(text) })), async (cuts) => {
        expect(await readText(text, csv, { cuts })).toEqual(whole);
      }),
    );
    expect(whole).toMatchObject({
      picks: ["a", "b", "a"],
      firstLines: [["b", 3]],
      strangers: [
        ["c", 1, 6],
        ["d\r\n\r\ne", 1, expect.any(Number)],
      ],
      unattributed: [['no column "deployment"', 1, 5]],
    });
  });

  test("a column that is not there is a mistake that names those that are", async () => {
    const { reading } = await readText("id, deploymnet ,time\n1,a,2\n", csv);
    expect(reading).toEqual({
      kind: "mistake",
      mistake:
        'There is no column "deployment" (did you mean "deploymnet"?). The first row of the log has the columns "id", "deploymnet", "time".',
    });
  });

  test("a column for the time is needed only where times are", async () => {
    const format = { ...csv, timeColumn: "when" };
    expect((await readText("deployment\na\n", format)).picks).toEqual(["a"]);
    const { reading } = await readText("deployment\na\n", format, { timing: { startMs: 0 } });
    expect(reading).toMatchObject({ kind: "mistake", mistake: expect.stringContaining('no column "when"') });
  });

  test("after a quote that is never closed, every line is told of", async () => {
    const text = `deployment,x\na,1\nb,"2\n${"a,1\n".repeat(7)}`;
    const { picks, unattributed, reading } = await readText(text, csv);
    expect(picks).toEqual(["a"]);
    expect(unattributed).toEqual([["in or after a quote that is never closed, or a row longer than 1 MiB", 8, 3]]);
    expect(reading).toMatchObject({ kind: "read", lines: 10 });
  });

  test("a quote that is never closed does not fill the memory", async () => {
    const rows = 300_000;
    const text = `deployment,x\na,1\nb,"2\n${"a,1234567\n".repeat(rows)}`;
    const cuts = Array.from({ length: 40 }, (_, i) => i * 65_536);
    const { picks, unattributed } = await readText(text, csv, { cuts });
    expect(picks).toEqual(["a"]);
    expect(unattributed).toEqual([[expect.any(String), rows + 1, 3]]);
  });

  test("a name that the end of the log may have cut is not believed", async () => {
    const deployments = ["new", "new-deployment"];
    const read = async (text: string): Promise<unknown> => {
      const { picks, strangers, unattributed } = await readText(text, csv, { deployments });
      return [picks, strangers, unattributed.map(([reason]) => reason)];
    };
    const cut = "cut off: the last line has no end and is not valid";
    expect(await read("x,deployment\n1,new-depl")).toEqual([[], [], [cut]]);
    expect(await read("x,deployment\n1,new")).toEqual([[], [], [cut]]);
    expect(await read("x,deployment\n1")).toEqual([[], [], [cut]]);
    expect(await read("x,deployment\n1,new\n")).toEqual([["new"], [], []]);
    expect(await read("x,deployment\n1,new-deployment")).toEqual([["new-deployment"], [], []]);
    expect(await read("deployment,x\nnew,1")).toEqual([["new"], [], []]);
  });

  test("reads times from their column", async () => {
    const text = "deployment,time\na,2026-11-22T18:11:11Z\nb,2026-11-22T18:11:12.5Z\na,soon\n";
    const timing = { startMs: Date.UTC(2026, 10, 22, 18, 11, 10), windowMs: 1000 };
    const { windows, unattributed } = await readText(text, { ...csv, timeColumn: "time" }, { timing });
    expect(windows).toEqual([
      [1, [1, 0]],
      [2, [0, 1]],
    ]);
    expect(unattributed).toEqual([['no readable time in column "time"', 1, 4]]);
  });
});
