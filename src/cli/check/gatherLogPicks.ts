import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Expectation } from "../../check/expectation.ts";
import { fileBytes } from "../../check/log/fileBytes.ts";
import { readLog } from "../../check/log/readLog.ts";
import { PickTally } from "../../check/pickTally.ts";
import { counted } from "../../experiment/inWords.ts";
import { errorText } from "../errorText.ts";
import type { LogSource } from "./checkRequest.ts";
import type { Gathered, GatherPorts } from "./gathered.ts";

/** Reads the log from its beginning to its end. */
export async function gatherLogPicks(
  source: LogSource,
  expectation: Expectation,
  { progress, signal }: GatherPorts,
): Promise<Gathered> {
  const { path, format, timing } = source;
  const tally = new PickTally(expectation);
  const subject = (lines: number): string => `${path === "-" ? "standard input" : path}, ${counted(lines, "line")}`;
  const facts = {
    source: "log",
    ...{ seed: null, instances: 1, placeNoun: "line", ordered: true },
    ...(timing?.windowMs === undefined ? {} : { windowMs: timing.windowMs }),
  } as const;
  let linesRead = 0;
  try {
    const file = path === "-" ? undefined : await stat(path);
    const planned = file?.isFile() === true ? file.size : undefined;
    const bytes = path === "-" ? process.stdin : file?.isFile() === true ? fileBytes(path) : createReadStream(path);
    const reading = await readLog({
      ...{ bytes, format, tally, signal },
      ...(timing === undefined ? {} : { timing }),
      onProgress: ({ bytes: done, lines }) => {
        linesRead = lines;
        const total = planned === undefined ? undefined : Math.round(planned / 1e6);
        progress.update({ done: Math.round(done / 1e6), planned: total, noun: "MB", detail: `${lines} lines` });
      },
    });
    if (reading.kind === "mistake") return { kind: "mistake", sentence: `${path}: ${reading.mistake}` };
    return { kind: "picks", tally, facts: { ...facts, subject: subject(reading.lines) } };
  } catch (error) {
    const sentence = `${path} cannot be read: ${errorText(error)}`;
    return { kind: "error", sentence, tally, facts: { ...facts, subject: subject(linesRead) } };
  }
}
