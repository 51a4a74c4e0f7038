import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pageTokens } from "../../../../src/gateway/control/list/pageToken.ts";

const tokens = pageTokens(Buffer.from("a secret of the test"));

const positions = fc.record(
  {
    values: fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxLength: 3 }),
    id: fc.string(),
    totalSize: fc.nat(),
  },
  { requiredKeys: ["values", "id"] },
);
const parameters = fc.array(fc.string(), { maxLength: 6 });

it("a token gives back the position that it was written for", () => {
  fc.assert(
    fc.property(positions, parameters, (position, of) => {
      expect(tokens.read(tokens.write(position, of), of)).toEqual(position);
    }),
  );
});

it("a token is of no use with other parameters, and says so", () => {
  fc.assert(
    fc.property(positions, parameters, parameters, (position, of, other) => {
      fc.pre(JSON.stringify(of) !== JSON.stringify(other));
      const mistake = expect.stringContaining("the token belongs to a list with other parameters");
      expect(tokens.read(tokens.write(position, of), other)).toEqual({ mistake });
    }),
  );
});

it("a token with one letter changed, cut off or added is refused", () => {
  fc.assert(
    fc.property(positions, fc.nat(), fc.constantFrom("A", "B", "-", ".", "=", ""), (position, place, letter) => {
      const token = tokens.write(position, ["x"]);
      const at = place % (token.length + 1);
      const forged = token.slice(0, at) + letter + token.slice(at + 1);
      fc.pre(forged !== token);
      expect(tokens.read(forged, ["x"])).toEqual({ mistake: expect.stringContaining("expected nextPageToken") });
    }),
  );
});

it("a token of another secret is refused, and so is any other text", () => {
  const foreign = pageTokens(Buffer.from("another secret"));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        positions.map((position) => foreign.write(position, ["x"])),
      ),
      (text) => {
        expect(tokens.read(text, ["x"])).toEqual({ mistake: expect.stringContaining("expected nextPageToken") });
      },
    ),
  );
});

it("whatever is signed with the secret and was never written is refused, and nothing throws", () => {
  const secret = Buffer.from("a secret of the test");
  const of = createHmac("sha256", secret)
    .update(JSON.stringify(["x"]))
    .digest("base64url");
  const payloads = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc
      .record({ values: fc.jsonValue(), id: fc.jsonValue(), totalSize: fc.jsonValue(), of: fc.constant(of) })
      .map((fields) => JSON.stringify(fields)),
  );
  fc.assert(
    fc.property(payloads, (payload) => {
      const text = Buffer.from(payload).toString("base64url");
      const token = `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
      const read = tokens.read(token, ["x"]);
      if ("mistake" in read) return;
      expect(tokens.read(tokens.write(read, ["x"]), ["x"])).toEqual(read);
    }),
  );
});
