import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryRouterStore } from "../../src/routing/memoryRouterStore.ts";
import {
  createRouter,
  deleteRouter,
  getRouter,
  listRouters,
  updateRouter,
} from "../../src/routing/routerOperations.ts";

const anyDeployment = (): boolean => true;
const spec = (id: string) => ({ id, deployments: ["current"] });

describe("router operations", () => {
  it("give back what was created, with the defaults of the API", () => {
    const store = memoryRouterStore();
    createRouter(store, spec("my-router"), anyDeployment);
    expect(getRouter(store, "my-router")).toEqual({
      kind: "router",
      router: {
        id: "my-router",
        displayName: "",
        model: "",
        deployments: ["current"],
        strategy: "weighted-random",
        public: false,
        sessionAffinity: false,
      },
    });
  });

  it("change only the fields that an update names", () => {
    const store = memoryRouterStore();
    createRouter(store, { ...spec("r"), displayName: "chat" }, anyDeployment);
    updateRouter(store, "r", { deployments: ["current", "new"] }, anyDeployment);
    expect(getRouter(store, "r")).toMatchObject({ router: { displayName: "chat", deployments: ["current", "new"] } });
  });

  it("refuse a router with every mistake at once, and keep nothing", () => {
    const store = memoryRouterStore();
    const answer = createRouter(
      store,
      { id: "Bad Id", displayName: "x".repeat(64), deployments: ["a", "a", "ghost"] },
      (name) => name === "a",
    );
    expect(answer).toMatchObject({ kind: "refused", code: "INVALID_ARGUMENT" });
    expect("mistakes" in answer && answer.mistakes.map(({ field }) => field)).toEqual([
      "id",
      "displayName",
      "deployments[1]",
      "deployments[2]",
    ]);
    expect(store.count()).toBe(0);
  });

  it("refuse a router without a deployment, a second one of the same id, and what does not exist", () => {
    const store = memoryRouterStore();
    expect(createRouter(store, { id: "r", deployments: [] }, anyDeployment)).toMatchObject({
      code: "INVALID_ARGUMENT",
    });
    createRouter(store, spec("r"), anyDeployment);
    expect(createRouter(store, spec("r"), anyDeployment)).toMatchObject({ code: "ALREADY_EXISTS" });
    expect(updateRouter(store, "r", { deployments: [] }, anyDeployment)).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(getRouter(store, "r")).toMatchObject({ router: { deployments: ["current"] } });
    expect(getRouter(store, "s")).toMatchObject({ code: "NOT_FOUND" });
    expect(updateRouter(store, "s", {}, anyDeployment)).toMatchObject({ code: "NOT_FOUND" });
    expect(deleteRouter(store, "s")).toMatchObject({ code: "NOT_FOUND" });
    expect(deleteRouter(store, "r")).toEqual({ kind: "deleted" });
    expect(getRouter(store, "r")).toMatchObject({ code: "NOT_FOUND" });
  });

  it("list every router once, in order, whatever the page size", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 999 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        (ids, pageSize) => {
          const store = memoryRouterStore();
          for (const id of ids) createRouter(store, spec(`r${id}`), anyDeployment);
          const listed: string[] = [];
          let pageToken: string | undefined;
          do {
            const page = listRouters(store, { pageSize, ...(pageToken === undefined ? {} : { pageToken }) });
            if (page.kind === "refused") throw new Error("refused");
            expect(page.totalSize).toBe(ids.length);
            listed.push(...page.routers.map(({ id }) => id));
            pageToken = page.nextPageToken;
          } while (pageToken !== undefined);
          expect(listed).toEqual(ids.map((id) => `r${id}`).sort());
        },
      ),
    );
  });
});
