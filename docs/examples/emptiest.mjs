/** The deployment with the fewest requests in flight for its weight; of equals, the first. */
export function createSelector({ deployments }) {
  const capacities = deployments.map(({ weight, replicas }) => weight * replicas);
  return {
    pick({ inFlight }) {
      const loads = capacities.map((capacity, i) => (capacity > 0 ? inFlight(i) / capacity : Infinity));
      return loads.indexOf(Math.min(...loads));
    },
  };
}
