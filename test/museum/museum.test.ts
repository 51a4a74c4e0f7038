import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planCheck } from "../../src/check/planCheck.ts";
import { inRepository } from "../house/repository.ts";
import { expectationOf } from "./exhibit.ts";
import { exhibits } from "./exhibits.ts";
import { healthyTwin } from "./healthyTwin.ts";
import { type Caught, museumPage } from "./table.ts";
import { catchSelector, judgeSelector } from "./visit.ts";

/*
 * The seeds are fixed, so a test that passed once passes always. Were they drawn anew, a twin would be failed with
 * probability 1e-9 at most. The limit of an exhibit is about one and a half times what the slowest of these seeds needs.
 */
const seeds: readonly string[] = ["1", "2", "3", "4", "5"];
const page = inRepository("docs/museum.md");

const caught: readonly Caught[] = exhibits.map((exhibit) => ({
  exhibit,
  catches: seeds.flatMap((seed) => catchSelector(exhibit, exhibit, seed, exhibit.caughtWithin) ?? []),
}));

describe.each(caught)("$exhibit.name", ({ exhibit, catches }) => {
  const worst = Math.max(...catches.map(({ requests }) => requests));

  test(`is caught by ${exhibit.caughtBy} within ${exhibit.caughtWithin} requests, and its limit is not a loose one`, () => {
    expect(catches.map(({ claims }) => claims)).toEqual(seeds.map(() => [exhibit.caughtBy]));
    expect(exhibit.caughtWithin).toBeLessThan(3 * worst + 50);
  });

  test("has a healthy twin that is not failed in as many requests", () => {
    for (const seed of seeds) expect(catchSelector(healthyTwin(exhibit), exhibit, seed, worst)).toBeUndefined();
  });

  test("has a healthy twin that passes after the requests that were planned", () => {
    const expectation = expectationOf(exhibit);
    const { requests, rotaCaughtAfter } = planCheck(expectation);
    const planned = exhibit.order === "smooth" ? 1000 : Math.max(requests ?? 1000, rotaCaughtAfter ?? 0);
    const { claims } = judgeSelector(healthyTwin(exhibit), exhibit, "6", planned);
    expect(claims.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });
});

test("the page of the museum says after how many requests each bug is caught", () => {
  const text = museumPage(caught, seeds.length);
  if (process.env["MUSEUM"] === "write") writeFileSync(page, text);
  expect(readFileSync(page, "utf8"), "`npm run museum` writes it anew").toBe(text);
});
