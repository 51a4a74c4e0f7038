import { PickTally } from "../pickTally.ts";
import type { CheckedSelector } from "../selectorModule.ts";
import type { ModuleEnd, ModuleTask } from "./moduleMessage.ts";
import { requestInWords } from "./requestInWords.ts";
import { thrownInWords } from "./thrownInWords.ts";
import { valueInWords } from "./valueInWords.ts";

/** Of a deployment that nobody promised; longer ones are cut. */
const longestName = 200;

/**
 * Has a selector answer its requests, and tallies the answers. Ends at the first that is not one; `picksMade[0]` counts
 * those that are.
 */
export function pickWithModule(selector: CheckedSelector, task: ModuleTask, picksMade: Float64Array): ModuleEnd {
  const { expectation, instance, requests } = task;
  const indexOf = new Map(expectation.deployments.map((name, j) => [name, j]));
  const deployments = expectation.deployments.length;
  const tally = new PickTally(expectation);
  tally.begin(instance);
  const broken = (at: number, how: string): ModuleEnd => ({
    kind: "broken",
    sentence: `${requestInWords(at, task)}: pick() ${how}`,
    state: tally.state,
  });
  for (let index = 0; index < requests; index++) {
    let picked: unknown;
    try {
      // A new object every time: the module may keep it, or write into it.
      picked = selector.pick({ index, timeMs: index });
    } catch (error) {
      return broken(index + 1, `threw ${thrownInWords(error, task.file)}`);
    }
    const deployment = typeof picked === "string" ? indexOf.get(picked) : picked;
    if (typeof deployment === "number" && Number.isInteger(deployment) && deployment >= 0 && deployment < deployments) {
      tally.pick(deployment, index + 1);
    } else if (typeof picked === "string") {
      tally.stranger(picked.slice(0, longestName), index + 1);
    } else {
      return broken(index + 1, `returned ${valueInWords(picked)}, expected ${expectedOf(deployments)}`);
    }
    picksMade[0] = index + 1;
  }
  return { kind: "played", state: tally.state };
}

function expectedOf(deployments: number): string {
  return `the index of a deployment (${deployments === 1 ? "0" : `0 to ${deployments - 1}`}) or its name`;
}
