/** A selector with a fault that is often seen: it picks anew only for every tenth request, as a pooled connection does. */
export function createSelector({ deployments, random }) {
  const total = deployments.reduce((sum, { replicas }) => sum + replicas, 0);
  let picked = 0;
  return {
    pick({ index }) {
      if (index % 10 === 0) {
        let rest = random() * total;
        picked = deployments.findIndex(({ replicas }) => {
          rest -= replicas;
          return rest < 0;
        });
      }
      return picked;
    },
  };
}
