import { expect, test } from "vitest";
import { shuntyard } from "./built.ts";
import { steadyScenario } from "./steadyScenario.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Picks by weight, and counts in a variable of the module: it would show if replications shared it. */
const byWeight = `let asked = 0;
export function createSelector({ deployments, random }) {
  const total = deployments.reduce((sum, { weight, replicas }) => sum + weight * replicas, 0);
  return {
    pick() {
      if (++asked % 100 === 0) return 0;
      let rest = random() * total;
      return deployments.findIndex(({ weight, replicas }) => (rest -= weight * replicas) < 0);
    },
  };
}
`;

function files(module: string): { readonly scenario: string; readonly mine: string } {
  const { file } = temporaryFolder();
  return { scenario: file("steady.json", steadyScenario("steady")), mine: file("mine.mjs", module) };
}

test("a module plays as the strategy of a run: the same bytes on one thread and on three", async () => {
  const { scenario, mine } = files(byWeight);
  const run = ["run", scenario, "--strategy", mine, "--json", "--quiet"];
  const [one, three] = await Promise.all([shuntyard([...run, "-w", "1"]), shuntyard([...run, "-w", "3"])]);
  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(three.stdout).toBe(one.stdout);
  const { strategy, replay, total } = JSON.parse(one.stdout);
  expect(strategy).toBe(mine);
  expect(replay).toContain(`--strategy ${mine}`);
  // One in a hundred always goes to blue: 60.4 % of some 24 000, whose sd is 0.3 points; 6 of them are below 1e-8.
  const [blue] = total.deployments;
  expect(Math.abs(blue.observedShare - 0.604)).toBeLessThan(0.02);
});

test("a module stands beside the strategies of the house in a comparison", async () => {
  const { scenario, mine } = files(byWeight);
  const { code, stdout } = await shuntyard([
    ...["compare", scenario, "-s", `weighted-random,${mine}`, "-r", "4", "--json", "--quiet"],
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).strategies).toEqual(["weighted-random", mine]);
});

test.each([
  ["throws", "export const createSelector = () => ({ pick() { throw new TypeError('oops'); } });", /TypeError: oops/],
  [
    "answers rubbish",
    "export const createSelector = () => ({ pick: () => 'teal' });",
    /one of blue, green, got "teal"/,
  ],
  ["makes no selector", "export const createSelector = () => 7;", /nothing with a pick\(\)/],
  ["exports something else", "export const selector = 1;", /expected it to export a function createSelector, got sel/],
  ["is no JavaScript", "export {", /cannot be loaded: SyntaxError/],
  ["needs what is not there", "import './gone.mjs';", /cannot be loaded: Error: Cannot find module/],
])("a module that %s ends the run with 4 and a sentence that names it", async (_, text, sentence) => {
  const { scenario, mine } = files(text);
  const { code, stdout, stderr } = await shuntyard(["run", scenario, "--strategy", mine, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain(mine);
  expect(stderr).toMatch(sentence);
});

test.each([
  [["--strategy", "./gone.mjs"], /--strategy: expected a module, a file that is there, got "\.\/gone\.mjs"/],
  [["--strategy", "weighted-rnadom"], /did you mean "weighted-random"/],
])("%j is a usage mistake", async (argv, sentence) => {
  const { scenario } = files(byWeight);
  const { code, stderr } = await shuntyard(["run", scenario, ...argv]);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

test("a module does not go where other machines would need it", async () => {
  const { scenario, mine } = files(byWeight);
  const { code, stderr } = await shuntyard(["run", scenario, "--strategy", mine, "--shard", "1/2"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--strategy: a module is a file of this machine, and does not go with --shard/);
});
