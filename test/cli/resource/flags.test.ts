import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deploymentKind } from "../../../src/cli/resource/deploymentKind.ts";
import { routerKind } from "../../../src/cli/resource/routerKind.ts";
import { anyDeployment, anyRouter } from "./arbitraries.ts";
import { performResourceLine } from "./commandLine.ts";

/** The words that a shell makes of each line, in any locale. */
function wordsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const script = lines.map((line) => `printf '%s\\0' ${line}; printf '\\1\\0'`).join("\n");
  const { stdout, status } = spawnSync("bash", ["-s"], { input: script, env: { LC_ALL: "C" } });
  expect(status).toBe(0);
  return stdout
    .toString("utf8")
    .split("\u0001\0")
    .slice(0, -1)
    .map((words) => words.split("\0").slice(0, -1));
}

async function creationBy(noun: string, words: readonly string[]): Promise<{ url: string; body: unknown }> {
  const { code, results, messages } = await performResourceLine([noun, "create", ...words, "--dry-run", "-o", "json"]);
  expect({ code, messages }).toEqual({ code: 0, messages: "" });
  return JSON.parse(results);
}

const several = { minLength: 1, maxLength: 5 };

test("the flags of a router create the same router, through a shell", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRouter, several), async (routers) => {
      const lines = routers.map((router) => routerKind.flags(router).join(" "));
      for (const [i, words] of wordsOf(lines).entries()) {
        const { name, deployments, aliases, displayName, model, weightedRandom, evenLoad, ...others } =
          routers[i] ?? {};
        const { url, body } = await creationBy("router", words);
        expect(url).toMatch(new RegExp(`\\?routerId=${String(name).split("/").at(-1)}$`));
        expect({
          aliases: [],
          displayName: "",
          model: "",
          public: false,
          sessionAffinity: false,
          ...Object(body),
        }).toEqual({
          ...(weightedRandom === undefined ? { evenLoad } : { weightedRandom }),
          ...{ aliases, displayName, model, public: others["public"], sessionAffinity: others["sessionAffinity"] },
          deployments: [deployments].flat().map((each) => String(each).split("/").at(-1)),
        });
      }
    }),
    { numRuns: 7 },
  );
});

test("the flags of a deployment create the same deployment, through a shell", async () => {
  const usualPolicy = { scaleUpWindow: "30s", scaleDownWindow: "600s", scaleToZeroWindow: "3600s", loadTargets: {} };
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeployment, several), async (deployments) => {
      const lines = deployments.map((deployment) => deploymentKind.flags(deployment).join(" "));
      for (const [i, words] of wordsOf(lines).entries()) {
        const { name, state, status, replicaCount, replicaStats, ...wanted } = deployments[i] ?? {};
        const { url, body } = await creationBy("deployment", words);
        expect(url).toMatch(new RegExp(`\\?deploymentId=${String(name).split("/").at(-1)}$`));
        const { autoscalingPolicy, ...others } = Object(body);
        expect({
          ...{ displayName: "", baseModel: "", minReplicaCount: 0, weight: 1, ...others },
          autoscalingPolicy: { ...usualPolicy, ...autoscalingPolicy },
        }).toEqual(wanted);
      }
    }),
    { numRuns: 7 },
  );
});

test("flags hold nothing that could steer a terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (displayName) => {
      const line = routerKind.flags({ name: "accounts/a/routers/b", displayName }).join(" ");
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("what is as usual is left out of the flags", () => {
  const router = {
    name: "accounts/acme/routers/my-router",
    displayName: "My router",
    deployments: ["accounts/acme/deployments/blue", "accounts/acme/deployments/green"],
    weightedRandom: {},
    public: true,
    sessionAffinity: false,
  };
  expect(routerKind.flags(router).join(" ")).toBe(
    "--deployments=blue,green --router-id=my-router --display-name='My router' --strategy=weighted-random --public",
  );
});
