/** A selector to be checked: a weighted walk, right to the last request. */
export function createSelector({ deployments, random }) {
  const weights = deployments.map(({ weight, replicas }) => weight * replicas);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    pick() {
      let rest = random() * total;
      return weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
    },
  };
}
