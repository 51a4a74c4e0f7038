import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectionPicks } from "../../../src/cli/check/connectionPicks.ts";
import { promiseOf } from "../../check/promiseOf.ts";

const promise = promiseOf([3, 2]);

test("a connection that came to two deployments is routed by requests, whatever else there is", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(1)), { maxLength: 200 }), (picks) => {
      const found = new ConnectionPicks();
      for (const [connection, deployment] of picks) found.take(connection, deployment);
      found.take(9, 0);
      found.take(9, 1);
      expect(found.inWords(promise)).toBeUndefined();
    }),
  );
});

test("many requests on few connections that each stay with one deployment are told", () => {
  const found = new ConnectionPicks();
  for (let i = 0; i < 200; i++) found.take(i % 10, (i % 10) % 2);
  expect(found.inWords(promise)).toMatch(
    /^Each of 10 connections kept open always came to one deployment.*--new-connections$/,
  );
  const one = new ConnectionPicks();
  for (let i = 0; i < 100; i++) one.take(0, 0);
  expect(one.inWords(promise)).toMatch(/^The connection that was kept open/);
});

test("nor is one a request, nor what chance does, nor a promise of one deployment alone", () => {
  const fresh = new ConnectionPicks();
  for (let i = 0; i < 1000; i++) fresh.take(i, i % 2);
  expect(fresh.inWords(promise)).toBeUndefined();
  const few = new ConnectionPicks();
  for (let i = 0; i < 10; i++) few.take(0, 0);
  expect(few.inWords(promise)).toBeUndefined();
  const alone = new ConnectionPicks();
  for (let i = 0; i < 1000; i++) alone.take(0, 0);
  expect(alone.inWords(promiseOf([1, 0]))).toBeUndefined();
});
