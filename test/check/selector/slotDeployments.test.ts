import fc from "fast-check";
import { expect, test } from "vitest";
import { tableOf } from "../../../src/check/selector/playStrategy.ts";
import { slotDeployments } from "../../../src/check/selector/slotDeployments.ts";
import { deploymentOfSlot } from "../../../src/routing/routingTable.ts";

const deployments = fc
  .array(fc.record({ replicas: fc.nat(5), weight: fc.constantFrom(0, 0.5, 1, 3) }), { minLength: 1, maxLength: 8 })
  .map((listed) => listed.map((each, j) => ({ name: `d${j}`, ...each })));

test("says of every slot what the routing table says", () => {
  fc.assert(
    fc.property(deployments, (listed) => {
      const table = tableOf(listed);
      const bySlot = slotDeployments(table);
      expect([...bySlot]).toEqual(Array.from({ length: table.slots }, (_, slot) => deploymentOfSlot(table, slot)));
    }),
  );
});
