import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceModel } from "../../../src/gateway/door/replaceModel.ts";

const keys = fc.oneof(fc.constantFrom("model", '"', "\\", "a,b", "{"), fc.string());

test("changes the outermost field model and nothing else", () => {
  fc.assert(
    fc.property(
      fc.dictionary(keys, fc.jsonValue()),
      fc.string(),
      fc.string(),
      fc.nat(3),
      (fields, old, model, indent) => {
        const body = { ...fields, model: old, after: { model: old } };
        const replaced = replaceModel(JSON.stringify(body, null, indent), model);
        expect(replaced).toBe(JSON.stringify({ ...body, model }, null, indent));
      },
    ),
  );
});

test("the same name leaves the text as it is", () => {
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue()), (fields) => {
      const text = JSON.stringify({ ...fields, model: "m" });
      expect(replaceModel(text, "m")).toBe(text);
    }),
  );
});

test.each([
  ['{"model":"a"}', '{"model":"b"}'],
  ['{ "seed": 12345678901234567890, "model" :\t"a" }', '{ "seed": 12345678901234567890, "model" :\t"b" }'],
  ['{"messages":[{"model":"a"}],"model":"a"}', '{"messages":[{"model":"a"}],"model":"b"}'],
  ['{"user":"model","x":"\\"model\\":","model":"a"}', '{"user":"model","x":"\\"model\\":","model":"b"}'],
  ['{"\\u006dodel":"a"}', '{"\\u006dodel":"b"}'],
  ['{"model":"x","model":"a"}', '{"model":"b","model":"b"}'],
])("%s becomes %s", (text, expected) => {
  expect(replaceModel(text, "b")).toBe(expected);
});
