import fc from "fast-check";
import { expect, it, test } from "vitest";
import { parseReadMask } from "../../../src/gateway/control/readMask.ts";
import { valueAt } from "../../../src/gateway/control/resourceFields.ts";
import { deploymentFields } from "../../../src/gateway/control/schema/deploymentJson.ts";

const sample = {
  name: "accounts/a/deployments/d",
  status: { code: "OK", message: "" },
  replicaStats: { pendingSchedulingReplicaCount: 1, readyReplicaCount: 2 },
  external: { baseUrls: ["http://x"] },
};

function masked(text: string | undefined): unknown {
  const read = parseReadMask(text, deploymentFields);
  return "mask" in read ? read.mask(sample) : read.mistakes;
}

it("leaves exactly the fields at its paths", () => {
  const paths = [...deploymentFields.keys()];
  fc.assert(
    fc.property(fc.subarray(paths, { minLength: 1 }), (chosen) => {
      const left = masked(chosen.join(","));
      for (const path of paths) {
        const wanted = chosen.some((one) => path === one || path.startsWith(`${one}.`));
        const above = chosen.some((one) => one.startsWith(`${path}.`));
        if (above && !wanted) continue;
        expect(valueAt(Object(left), path)).toEqual(wanted ? valueAt(sample, path) : undefined);
      }
    }),
  );
});

it("leaves everything when it is absent, empty or *", () => {
  for (const text of [undefined, "", "*", " * ", "name,*"]) expect(masked(text)).toEqual(sample);
});

test("a part of a field: status.code", () => {
  expect(masked("status.code, external")).toEqual({ status: { code: "OK" }, external: { baseUrls: ["http://x"] } });
});

test("every unknown field is a mistake that names the nearest", () => {
  expect(masked("name,display_name,,status.cod")).toEqual([
    { field: "readMask", message: 'there is no field "display_name" (did you mean "displayName"?)' },
    { field: "readMask", message: "expected fields separated by single commas, got nothing between two of them" },
    { field: "readMask", message: 'there is no field "status.cod" (did you mean "status.code"?)' },
  ]);
});
