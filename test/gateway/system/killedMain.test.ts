import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lives, systemProcess } from "./systemProcess.ts";
import { ask, chat, control, quick, servedBy, until } from "./systemWorld.ts";

const deployments = "/v1/accounts/local/deployments";
const routers = "/v1/accounts/local/routers";

test("a main process that is killed leaves no gateway behind, and every change that it acknowledged is there when it is back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const storePath = join(folder, "store.db");
  const first = await systemProcess({ gateways: 3, storePath });
  await control(first.url, "POST", `${deployments}?deploymentId=d`, { mock: quick });
  const acknowledged: string[] = [];
  const writing = (async () => {
    for (let i = 0; ; i++) {
      const id = `r${i}`;
      const { status } = await ask(first.url, `${routers}?routerId=${id}`, { key: "", body: { deployments: ["d"] } });
      if (status === 200) acknowledged.push(id);
    }
  })().catch(() => {});
  await until(() => acknowledged.length >= 40);
  first.process.kill("SIGKILL");
  await writing;
  await until(() => !first.gateways.some(lives));

  const second = await systemProcess({ gateways: 3, storePath });
  expect(second.gateways.filter((pid) => first.gateways.includes(pid))).toEqual([]);
  for (const id of acknowledged) {
    expect((await control(second.url, "GET", `${routers}/${id}`)).body["name"]).toBe(`accounts/local/routers/${id}`);
  }
  const [id = ""] = acknowledged;
  expect(servedBy(await chat(second.url, id, {}, ""))).toBe("d");
});
