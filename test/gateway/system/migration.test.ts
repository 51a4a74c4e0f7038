import { expect, test } from "vitest";
import type { System } from "../../../src/gateway/system/system.ts";
import { chat, control, deploy, deployments, type Reply, ready, routers, servedBy, testSystem } from "./systemWorld.ts";

const model = "accounts/alice/routers/my-router";

/**
 * Asks so many times and expects the share of `new-deployment` that the replica counts promise. For any seed: a count of
 * 600 draws is more than six standard deviations off in fewer than one run of 100 million.
 */
async function expectShare(system: System, share: number): Promise<void> {
  const requests = 600;
  let count = 0;
  for (let i = 0; i < requests; i += 20) {
    const replies = await Promise.all(Array.from({ length: 20 }, () => chat(system.url, model)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    count += replies.filter((reply) => servedBy(reply) === "new-deployment").length;
  }
  const deviation = Math.sqrt(requests * share * (1 - share));
  expect(Math.abs(count - requests * share)).toBeLessThanOrEqual(6 * deviation);
}

async function scale(system: System, id: string, replicaCount: number): Promise<void> {
  await control(system.url, "PATCH", `${deployments}/${id}:scale`, { replicaCount });
  await ready(system.url, `${deployments}/${id}`);
}

test.each([1, 3])(
  "the worked migration, with traffic all the while and no request lost: %i gateways",
  async (gateways) => {
    const system = await testSystem({ gateways });
    await deploy(system, { "current-deployment": 4 });
    await control(system.url, "POST", `${routers}?routerId=my-router`, { deployments: ["current-deployment"] });
    await ready(system.url, `${routers}/my-router`);
    let ended = false;
    const lost: Reply[] = [];
    const application = async (): Promise<void> => {
      while (!ended) {
        const reply = await chat(system.url, model);
        if (reply.status !== 200) lost.push(reply);
      }
    };
    const applications = [application(), application()];
    await expectShare(system, 0);

    await deploy(system, { "new-deployment": 1 });
    await control(system.url, "PATCH", `${routers}/my-router`, {
      deployments: ["current-deployment", "new-deployment"],
    });
    await ready(system.url, `${routers}/my-router`);
    await expectShare(system, 0.2);

    await scale(system, "new-deployment", 3);
    await scale(system, "current-deployment", 2);
    await expectShare(system, 0.6);
    await scale(system, "new-deployment", 4);
    await scale(system, "current-deployment", 0);
    await control(system.url, "PATCH", `${routers}/my-router`, { deployments: ["new-deployment"] });
    await ready(system.url, `${routers}/my-router`);
    await expectShare(system, 1);
    await control(system.url, "DELETE", `${deployments}/current-deployment`);
    ended = true;
    await Promise.all(applications);
    expect(lost.map(({ text }) => text)).toEqual([]);
  },
);
