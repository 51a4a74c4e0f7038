import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTime } from "../../../src/check/log/parseTime.ts";

const instant = Date.UTC(2026, 10, 22, 18, 11, 11);
const anyDate = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T00:00:00Z"),
  noInvalidDate: true,
});

describe("parseTime", () => {
  test("reads what toISOString writes", () => {
    fc.assert(fc.property(anyDate, (date) => parseTime(date.toISOString()) === date.getTime()));
  });

  test("reads the common log format at any offset as the instant it is", () => {
    const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -720, max: 840 }), (date, offsetMinutes) => {
        const utcMs = Math.floor(date.getTime() / 1000) * 1000;
        const local = new Date(utcMs + offsetMinutes * 60_000).toISOString();
        // Outside of these years toISOString has another form.
        fc.pre(/^\d{4}-/.test(local));
        const [year, month, day] = local.slice(0, 10).split("-");
        const size = Math.abs(offsetMinutes);
        const digits = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, "0")).join("");
        const written = `${day}/${months[Number(month) - 1]}/${year}:${local.slice(11, 19)} ${offsetMinutes < 0 ? "-" : "+"}${digits}`;
        expect(parseTime(written)).toBe(utcMs);
      }),
    );
  });

  test("reads seconds, milliseconds, microseconds and nanoseconds since 1970 alike", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 4e9 }), (seconds) => {
        for (const zeros of [0, 3, 6, 9]) expect(parseTime(`${seconds}${"0".repeat(zeros)}`)).toBe(seconds * 1000);
      }),
    );
  });

  test("no text makes it throw, and what it reads is finite", () => {
    fc.assert(fc.property(fc.string(), (text) => Number.isFinite(parseTime(text) ?? 0)));
  });

  test.each([
    ["2026-11-22T18:11:11Z", 0],
    ["2026-11-22t18:11:11z", 0],
    ["2026-11-22 18:11:11", 0],
    ["2026-11-22 18:11:11,250", 250],
    ["2026-11-22T18:11:11.123456Z", 123.456],
    ["2026-11-22T19:11:11+01:00", 0],
    ["2026-11-22T19:11:11+0100", 0],
    ["2026-11-22T19:11:11+01", 0],
    ["2026-11-22T12:41:11-05:30", 0],
    ["2026-11-22 18:11:11 +0000", 0],
    ["2026-11-22T18:11Z", -11_000],
    ["22/Nov/2026:18:11:11 +0000", 0],
    ["22/Nov/2026:19:11:11 +0100", 0],
    ["22/Nov/2026:18:11:11", 0],
    ["1795371071", 0],
    ["1795371071.5", 500],
    ["1.795371071e9", 0],
    ["1795371071250", 250],
  ])("%s is %d ms after the instant", (text, ms) => {
    expect(parseTime(text)).toBeCloseTo(instant + ms, 2);
  });

  test("a leap second is the first of the next minute", () => {
    expect(parseTime("2016-12-31T23:59:60Z")).toBe(Date.UTC(2017, 0, 1));
  });

  test.each([
    "",
    "-",
    "yesterday",
    "2026-11-22",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-00T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T18:60:00Z",
    "2026-11-22T18:11:61Z",
    "2026-11-22T18:11:11+24:00",
    "2026-11-22T18:11:11Z and more",
    "22/Foo/2026:18:11:11 +0000",
    "22/anf/2026:18:11:11 +0000",
    "-5",
    "1e999",
    "1e30",
    "NaN",
  ])("%j is no time", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
