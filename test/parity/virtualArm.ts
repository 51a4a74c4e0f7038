import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import { summarise } from "../../src/experiment/summarise.ts";
import { answerText } from "../../src/gateway/mock/answerText.ts";
import type { RequestRecord } from "../../src/traffic/requestRecord.ts";
import type { Fact, Play, Times } from "./facts.ts";
import { read, type WrittenScenario } from "./writtenScenario.ts";

/** Plays a scenario in virtual time. */
export function playVirtually(written: WrittenScenario): Play {
  const scenario = read(written);
  const plan = makePlan(scenario);
  const records: RequestRecord[] = [];
  const tally = playReplication(plan, {
    seed: scenario.seed,
    replication: 0,
    onRecord: (record) => records.push(record),
  });
  const { phases } = summarise(plan, tally, {
    strategy: scenario.router.strategy ?? "weighted-random",
    seed: scenario.seed,
    plannedReplications: 1,
    replay: "",
    notes: [],
  });
  records.sort((a, b) => a.request - b.request);
  return {
    facts: records.map(factOf),
    times: records.map(timesOf),
    splits: phases.map(({ name, deployments }) => {
      const shares = deployments.flatMap(({ name: id, expectedShare }) =>
        expectedShare === null ? [] : [[id, expectedShare] as const],
      );
      return { name, shares: shares.length === 0 ? null : Object.fromEntries(shares) };
    }),
  };
}

function factOf({ request, deployment, replica, outcome, promptTokens, outputTokens }: RequestRecord): Fact {
  const tokens = { prompt: promptTokens, output: outputTokens, characters: answerText(outputTokens).length };
  return {
    request,
    deployment,
    replica: replica === null || outcome === "timed-out" ? null : `r-${replica + 1}`,
    outcome,
    tokens: outcome === "served" ? tokens : null,
  };
}

function timesOf({ outcome, plannedMs, endMs, ttftMs }: RequestRecord): Times {
  return outcome === "served" ? { wholeMs: endMs - plannedMs, firstMs: ttftMs } : { wholeMs: null, firstMs: null };
}
