import type { CheckFacts } from "../../src/check/judge.ts";

/** What a report says of a module that made its picks in a known order. */
export const moduleFacts: CheckFacts = {
  source: "module",
  subject: "a module",
  seed: null,
  replay: "",
  instances: 1,
  placeNoun: "request",
  ordered: true,
};
