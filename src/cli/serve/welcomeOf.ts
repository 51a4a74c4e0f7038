import type { ResourceStore } from "../../gateway/resourceStore.ts";
import type { RouterRecord } from "../../gateway/resources.ts";
import { counted } from "../counted.ts";
import type { Start } from "./readStart.ts";
import type { ServeRequest } from "./serveRequest.ts";
import type { Welcome } from "./welcomeText.ts";

/** What is served. */
export interface Served {
  readonly url: string;
  readonly open: boolean;
  readonly store: ResourceStore;
  /** Replicas of a deployment that may get traffic. */
  readonly ready: (account: string, deployment: string) => number;
  /** The store was empty and got what the scenario begins with. */
  readonly filled: boolean;
}

/** What to say of a server that has begun: its first router, and where things come from and are kept. */
export function welcomeOf(served: Served, request: ServeRequest, start: Start): Welcome {
  const { routers, deployments } = served.store.read((tables) => ({
    routers: tables.routers.all(),
    deployments: tables.deployments.all().length,
  }));
  const [router] = routers;
  return {
    url: served.url,
    open: served.open,
    router: router && { account: router.account, id: router.id, deployments: router.deployments },
    facts: [
      ...(router === undefined ? [] : [routerFact(router, served)]),
      ...(served.filled
        ? startFacts(request, start)
        : [`It holds ${counted(routers.length, "router")} and ${counted(deployments, "deployment")}.`]),
      storeFact(request, served),
      `Seed ${request.seed ?? start.seed}; ${request.gateways === 1 ? "one gateway process" : `${request.gateways} gateway processes`}.`,
    ],
  };
}

function routerFact({ account, id, deployments }: RouterRecord, { ready }: Served): string {
  const parts = deployments.map((name) => `${name} (${ready(account, name)} ready)`);
  return `Router ${id} over ${parts.join(", ")}.`;
}

function startFacts({ scenarioPath }: ServeRequest, { name, changes }: Start): readonly string[] {
  if (scenarioPath === undefined) return [`The start of the worked migration, ${name}; its next steps are yours.`];
  const timeline = changes === 0 ? "" : `; its ${changes} changes are not played: make them yourself`;
  return [`The start of ${name}${timeline}.`];
}

function storeFact({ storePath, scenarioPath }: ServeRequest, { filled }: Served): string {
  if (storePath === undefined) return "Kept in memory: gone when this ends. --store FILE keeps it.";
  if (filled) return `Kept in ${storePath}.`;
  const unread = scenarioPath === undefined ? "" : `; ${scenarioPath} is not looked at`;
  return `Kept in ${storePath}, served as it was${unread}.`;
}
