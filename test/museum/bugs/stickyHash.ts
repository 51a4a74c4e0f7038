import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const stickyHash: Exhibit = {
  name: "a sticky hash that does not mix",
  story:
    "A hash that moves by one when the name of the session moves by one sends the first ten sessions, and dozens after them, to one deployment.",
  deployments: [
    { name: "a", weight: 700, replicas: 1 },
    { name: "b", weight: 300, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 70,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const first = Math.floor(random() * 1e6);
    return { pick: ({ index }) => weightedWalk(weights, hashOf(`session-${first + index}`) % total) };
  },
};

/** Times 31 and add, over the characters: the hash of a string in many a standard library. */
function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 0);
}
