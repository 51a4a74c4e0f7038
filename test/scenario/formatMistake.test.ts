import { expect, test } from "vitest";
import { formatMistake } from "../../src/scenario/formatMistake.ts";

test("is written as compilers write theirs, so that editors can jump to it", () => {
  const place = { line: 12, column: 7, message: "expected a duration" };
  expect(formatMistake({ path: "timeline[2].at", ...place }, "a/s.json")).toBe(
    "a/s.json:12:7 timeline[2].at: expected a duration",
  );
  expect(formatMistake({ path: "", ...place }, "s.json")).toBe("s.json:12:7: expected a duration");
  expect(formatMistake({ file: "a/t.csv", path: "traffic.arrivals.file", ...place }, "a/s.json")).toBe(
    "a/t.csv:12:7 traffic.arrivals.file: expected a duration",
  );
});
