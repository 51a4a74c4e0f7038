import type { RandomSource } from "../../engine/randomSource.ts";
import type { ResourceStore } from "../resourceStore.ts";
import type { FleetView } from "./fleetView.ts";
import type { GatewaysView } from "./gatewaysView.ts";
import type { MakeChange } from "./groupedChanges.ts";
import type { PageTokens } from "./list/pageToken.ts";

/** What the calls of the control plane work with. */
export interface Control {
  readonly store: Pick<ResourceStore, "read" | "version">;
  readonly change: MakeChange;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Makes up the ids of resources that are created without one. */
  readonly random: RandomSource;
  readonly fleet: FleetView;
  readonly gateways: GatewaysView;
  readonly tokens: PageTokens;
}
