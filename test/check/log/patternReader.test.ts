import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readText } from "./readText.ts";

const pattern = /\[(?<time>[^\]]+)\].* upstream=(?<deployment>\S*)/;
const format = { kind: "pattern", pattern } as const;
const nginx = (name: string, second: number): string =>
  `10.0.0.1 - - [22/Nov/2026:18:11:${second} +0000] "POST /v1/chat HTTP/1.1" 200 upstream=${name}`;

describe("reading by a pattern", () => {
  test("every line with a name is a pick, in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom("a", "b")), async (names) => {
        const { picks } = await readText(names.map((name) => `${nginx(name, 11)}\n`).join(""), format);
        expect(picks).toEqual(names);
      }),
    );
  });

  test("flags that carry state between lines make no difference", async () => {
    const text = `${nginx("a", 11)}\n`.repeat(5);
    for (const flags of ["g", "y", "gi"]) {
      const stateful = { kind: "pattern", pattern: new RegExp(`.*upstream=(?<deployment>\\S*)`, flags) } as const;
      expect((await readText(text, stateful)).picks).toHaveLength(5);
    }
  });

  test("a line that would take for ever ends the reading, with its number", { timeout: 60_000 }, async () => {
    const hopeless = { kind: "pattern", pattern: /^(?<deployment>(a+)+)$/ } as const;
    const text = `a\n${"a".repeat(60)}!\nb\n`;
    const { reading } = await readText(text, hopeless);
    expect(reading).toMatchObject({
      kind: "mistake",
      mistake: expect.stringMatching(/more than 5 s about line 2, "aaa/),
    });
  });

  test("reads nginx's log with times", async () => {
    const text = [nginx("a", 11), nginx("-", 12), nginx("c", 13), "nginx: worker exited", nginx("b", 14), ""].join(
      "\n",
    );
    const timing = { startMs: "first", windowMs: 2000 } as const;
    expect(await readText(text, format, { timing })).toMatchObject({
      picks: ["a", "b"],
      strangers: [["c", 1, 3]],
      unattributed: [
        ['group "deployment" is empty', 1, 2],
        ["no match of the pattern", 1, 4],
      ],
      windows: [
        [0, [1, 0]],
        [1, [0, 1]],
      ],
    });
  });

  test("a group that took no part in the match is told of", async () => {
    const either = { kind: "pattern", pattern: /to (?<deployment>\w+)|dropped/ } as const;
    expect((await readText("to a\ndropped\n", either)).unattributed).toEqual([['no group "deployment"', 1, 2]]);
  });

  test("a name that the end of the log may have cut is not believed", async () => {
    const deployments = ["new", "new-deployment"];
    for (const name of ["new", "new-depl", ""]) {
      const { picks, strangers, unattributed } = await readText(nginx(name, 11), format, { deployments });
      expect([picks, strangers, unattributed.length]).toEqual([[], [], 1]);
    }
    expect((await readText(nginx("new-deployment", 11), format, { deployments })).picks).toEqual(["new-deployment"]);
    expect((await readText("10.0.0.1 - - [22/Nov/20", format)).unattributed).toEqual([
      ["cut off: the last line has no end and is not valid", 1, 1],
    ]);
  });

  test("a line too long for a pattern is not tried", async () => {
    const slow = { kind: "pattern", pattern: /(x+)+y(?<deployment>a)/ } as const;
    const { unattributed } = await readText(`${"x".repeat(2 ** 16 + 1)}\n`, slow);
    expect(unattributed).toEqual([["line longer than 64 KiB, too long for a pattern", 1, 1]]);
  });

  test("where times are needed, a pattern without them is a mistake", async () => {
    const { reading } = await readText(
      "to a",
      { kind: "pattern", pattern: /to (?<deployment>\w+)/ },
      { timing: { startMs: 0 } },
    );
    expect(reading).toMatchObject({
      kind: "mistake",
      mistake: expect.stringContaining("Write (?<time>...) around it."),
    });
  });
});
