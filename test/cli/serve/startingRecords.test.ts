import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { readScenario } from "../../../src/cli/readScenarios.ts";
import { readStart } from "../../../src/cli/serve/readStart.ts";
import { startingRecords } from "../../../src/cli/serve/startingRecords.ts";
import { mockSpec } from "../../../src/gateway/mock/mockSpec.ts";
import { inRepository } from "../../house/repository.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { yard } from "./runningServer.ts";

const scenarios = readdirSync(inRepository("scenarios")).filter(
  (name) => name.endsWith(".json") && !name.endsWith("schema.json"),
);

test.for(scenarios)("%s begins as resources just as it begins in virtual time", async (name) => {
  const reading = readScenario(inRepository(`scenarios/${name}`));
  if (reading.kind === "mistakes") return expect(reading.lines).toEqual([]);
  const { scenario } = reading.file;
  const start = await startingRecords(reading.file, "all", 1_763_000_000_000);
  if (start.kind === "mistakes") return expect(start.lines).toEqual([]);
  const { deployments, routers } = start.records;
  const atStart = scenario.fleet.filter(({ createdAtMs }) => createdAtMs === 0);
  const specs = deployments.map(({ id, desiredReplicaCount, serving }) =>
    mockSpec(serving.kind === "mock" ? serving.spec : "", id, desiredReplicaCount),
  );
  const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
  expect(specs).toEqual([...atStart].sort(byName));
  expect(deployments.map(({ weight }) => weight)).toEqual([...atStart].sort(byName).map(({ weight }) => weight));
  expect(routers).toHaveLength(1);
  expect(routers[0]).toMatchObject({ account: "local", strategy: "weighted-random", ...scenario.router });
});

test("without a scenario there is what has traffic in the worked migration, and no more", async () => {
  const start = await readStart({ scenarioPath: undefined });
  if (start.kind === "mistakes") return expect(start.lines).toEqual([]);
  expect(start.records.deployments.map(({ id, desiredReplicaCount }) => [id, desiredReplicaCount])).toEqual([
    ["current-deployment", 4],
  ]);
  expect(start.records.routers).toMatchObject([{ id: "my-router", deployments: ["current-deployment"] }]);
});

test("what a server does not take is told with the file and the resource", async () => {
  const path = temporaryFolder().file("yard.json", yard(2000));
  const reading = readScenario(path);
  if (reading.kind === "mistakes") return expect(reading.lines).toEqual([]);
  const start = await startingRecords(reading.file, "all", 0);
  expect(start).toEqual({
    kind: "mistakes",
    lines: expect.arrayContaining([expect.stringMatching(/yard\.json: current-deployment: .*1000.*2000/)]),
  });
});
