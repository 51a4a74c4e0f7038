import type { RoutingTable } from "../../routing/routingTable.ts";

/** The deployment of every slot of a table, as `deploymentOfSlot` has it; at most 65 536 deployments. */
export function slotDeployments({ units, ready, firstSlot, slots }: RoutingTable): Uint16Array {
  const deployments = new Uint16Array(slots);
  for (const [j, first] of firstSlot.entries()) {
    if ((units[j] ?? 0) > 0) deployments.fill(j, first, first + (ready[j] ?? 0));
  }
  return deployments;
}
