import type { ResourceStore } from "../../gateway/resourceStore.ts";
import type { StartingRecords } from "./startingRecords.ts";

/** Whether there is neither a router nor a deployment. */
export function isEmpty(store: ResourceStore): boolean {
  return store.read(({ routers, deployments }) => routers.all().length + deployments.all().length === 0);
}

/** Puts the records into a store, all of them or none. */
export function putRecords(store: ResourceStore, { deployments, routers }: StartingRecords): void {
  store.change((tables) => {
    const changedIn = tables.version;
    for (const deployment of deployments) tables.deployments.put({ ...deployment, changedIn });
    for (const router of routers) tables.routers.put({ ...router, changedIn });
  });
}
