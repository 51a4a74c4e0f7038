import { expect, it } from "vitest";
import { AnswerReader, type Exchange } from "../../src/live/answerReader.ts";

it("ends once, with what it had then", () => {
  const ends: Exchange[] = [];
  const reader = new AnswerReader(true, (exchange) => ends.push(exchange));
  expect(reader.progress).toBe("connecting");
  reader.onRequestStart();
  expect(reader.progress).toBe("waiting");
  reader.giveUp("no answer within 1s");
  reader.giveUp("no answer when the check ended");
  reader.onResponseEnd();
  expect(ends).toEqual([{ kind: "failure", reason: "no answer within 1s" }]);
});
