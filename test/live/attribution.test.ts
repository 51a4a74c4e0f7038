import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AnswerBody,
  type Attribution,
  attribute,
  type HttpAnswer,
  needsBody,
} from "../../src/live/attribution.ts";

const served: Attribution = { kind: "header", name: "X-Served-By" };
const model: Attribution = { kind: "json", path: "model" };
const pattern: Attribution = { kind: "pattern", pattern: /served by (?<deployment>[\w-]+)/ };

const whole = (text: string): AnswerBody => ({ kind: "whole", bytes: new TextEncoder().encode(text) });
const answer = (given: Partial<HttpAnswer>): HttpAnswer => ({
  status: 200,
  headers: {},
  body: { kind: "unread" },
  ...given,
});
const deployment = (name: string) => ({ kind: "deployment", name });
const none = (reason: string) => ({ kind: "none", reason });

/** Names that a header can carry: no space at the ends. */
const headerName = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const key = fc.stringMatching(/^[a-z_]{1,8}$/);

describe("by header", () => {
  it("finds the name for any status and any fate of the body", () => {
    const body = fc.constantFrom<AnswerBody>({ kind: "unread" }, { kind: "broken", reason: "cut" }, whole("{}"));
    fc.assert(
      fc.property(headerName, fc.integer({ min: 200, max: 599 }), body, (name, status, body) => {
        const given = answer({ status, body, headers: { "x-served-by": name } });
        expect(attribute(served, given)).toEqual(deployment(name));
      }),
    );
  });

  it("without the header says so for a 2xx, and tells the status of any other", () => {
    expect(attribute(served, answer({ status: 204 }))).toEqual(none("no header X-Served-By"));
    expect(attribute(served, answer({ status: 302 }))).toEqual(none("status 302 (redirects are not followed)"));
    expect(attribute(served, answer({ status: 503 }))).toEqual(none("status 503"));
  });

  it("does not take what every object has for a header", () => {
    expect(attribute({ kind: "header", name: "constructor" }, answer({}))).toEqual(none("no header constructor"));
  });

  it("believes a header that came twice only where both say the same", () => {
    expect(attribute(served, answer({ headers: { "x-served-by": ["a", "a "] } }))).toEqual(deployment("a"));
    expect(attribute(served, answer({ headers: { "x-served-by": ["a", "b"] } }))).toEqual(
      none("header X-Served-By has more than one value"),
    );
  });

  it("takes the bytes of a name for UTF-8 where they are, else for Latin-1", () => {
    const named = (bytes: Buffer) =>
      attribute(served, answer({ headers: { "x-served-by": bytes.toString("latin1") } }));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
        fc.pre(name.trim() === name && !name.startsWith("\ufeff"));
        expect(named(Buffer.from(name))).toEqual(deployment(name));
      }),
    );
    expect(named(Buffer.from("gr\u00f6\u00dfe", "latin1"))).toEqual(deployment("größe"));
  });

  it("finds no name in an empty header", () => {
    expect(attribute(served, answer({ headers: { "x-served-by": " " } }))).toEqual(none("header X-Served-By is empty"));
  });
});

describe("by a JSON field", () => {
  it("finds the name at any depth", () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.string({ minLength: 1 }), (keys, name) => {
        const document = keys.reduceRight<unknown>((inner, each) => ({ [each]: inner, other: 1 }), name);
        const found = attribute(
          { kind: "json", path: keys.join(".") },
          answer({ body: whole(JSON.stringify(document)) }),
        );
        expect(found).toEqual(keys.includes("other") ? found : deployment(name));
      }),
    );
  });

  it("never throws, whatever the body", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(model, pattern), (bytes, attribution) => {
        expect(attribute(attribution, answer({ body: { kind: "whole", bytes } })).kind).toBe("none");
      }),
    );
  });

  it.each([
    ['{"model":"new"}', "model", deployment("new")],
    ['\ufeff{"model":"new"}', "model", deployment("new")],
    ['{"meta":{"hops":["a","b"]}}', "meta.hops.1", deployment("b")],
    ['{"shard":7}', "shard", deployment("7")],
    ['{"model":""}', "model", none("field model in the JSON body is empty")],
    ['{"model":null}', "model", none("field model in the JSON body is neither a text nor a number")],
    ['{"model":{"a":1}}', "model", none("field model in the JSON body is neither a text nor a number")],
    ['{"model":"a"}', "model.name", none("no field model.name in the JSON body")],
    ["{}", "toString", none("no field toString in the JSON body")],
    ["null", "model", none("no field model in the JSON body")],
    ['{"model":"a"', "model", none("body is not JSON")],
    ["", "model", none("body is not JSON")],
  ])("%s at %s", (text, path, found) => {
    expect(attribute({ kind: "json", path }, answer({ body: whole(text) }))).toEqual(found);
  });
});

describe("by a pattern", () => {
  it("finds the first match", () => {
    expect(attribute(pattern, answer({ body: whole("<p>served by new, served by old") }))).toEqual(deployment("new"));
    expect(attribute(pattern, answer({ body: whole("served by ?") }))).toEqual(none("no match of the pattern"));
  });

  it("finds it each time, with the flag g as without", () => {
    const global: Attribution = { kind: "pattern", pattern: /served by (?<deployment>\w+)/g };
    const given = answer({ body: whole("served by new") });
    expect([attribute(global, given), attribute(global, given)]).toEqual([deployment("new"), deployment("new")]);
  });
});

describe("by the body", () => {
  it.each([model, pattern])("believes only a 2xx that came whole: $kind", (attribution) => {
    const body = whole('{"model":"new"} served by new');
    expect(attribute(attribution, answer({ status: 503, body }))).toEqual(none("status 503"));
    expect(attribute(attribution, answer({ body: { kind: "broken", reason: "answer cut short" } }))).toEqual(
      none("answer cut short"),
    );
  });

  it.each([model, pattern])(
    "finds the name in what was compressed, and says what it cannot read: $kind",
    (attribution) => {
      const bytes = gzipSync('{"model":"new","text":"served by new"}');
      const packed = (encoding: string): HttpAnswer =>
        answer({ headers: { "content-encoding": encoding }, body: { kind: "whole", bytes } });
      expect(attribute(attribution, packed("gzip"))).toEqual(deployment("new"));
      expect(attribute(attribution, packed("br"))).toEqual(none("compressed body is damaged (br)"));
      expect(attribute(attribution, packed("compress"))).toEqual(none("body is compressed (compress)"));
    },
  );
});

describe("by an event", () => {
  const events = (text: string): HttpAnswer =>
    answer({ headers: { "content-type": "text/event-stream; charset=utf-8" }, body: whole(text) });

  it("finds the name in the first event that has the field", () => {
    const stream =
      ': hello\n\nevent: ping\ndata: {}\n\ndata: {"id":1,\ndata: "model":"new"}\n\ndata: {"model":"old"}\n\ndata: [DONE]\n\n';
    expect(attribute(model, events(stream))).toEqual(deployment("new"));
    expect(attribute(model, events(stream.replaceAll("\n", "\r\n")))).toEqual(deployment("new"));
  });

  it("says so where no event has it", () => {
    for (const text of ["", "data: [DONE]\n\n", 'model: {"model":"new"}\n\n', 'data: {"other":1}\n\n']) {
      expect(attribute(model, events(text))).toEqual(none("no field model in an event of the body"));
    }
  });
});

it("only a header needs no body", () => {
  expect([served, model, pattern].map(needsBody)).toEqual([false, true, true]);
});
