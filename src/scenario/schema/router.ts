import { z } from "zod";
import type { RouterSpec } from "../../routing/router.ts";
import { defaultStrategy } from "../../routing/strategy.ts";
import type { RouterUpdate } from "../scenario.ts";
import { positiveDuration } from "./duration.ts";
import { resourceName, textUpTo } from "./name.ts";
import { strategy } from "./strategy.ts";

type OptionalFields<T> = { readonly [K in keyof T]-?: z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>> };

const deploymentList: z.ZodType<readonly string[]> = z
  .array(resourceName("Name of a deployment."))
  .min(1, { error: "expected at least one deployment, got none" })
  .max(1024)
  .meta({ description: "The deployments behind the router, at least one; replica counts set the ratio." });

export const routerUpdateFields: OptionalFields<RouterUpdate> = {
  deployments: deploymentList.exactOptional(),
  strategy: strategy.exactOptional(),
  displayName: textUpTo("Name for people, fewer than 64 characters.", 63).exactOptional(),
  public: z.boolean().meta({ description: "Any account may call it." }).exactOptional(),
  sessionAffinity: z
    .boolean()
    .meta({ description: "Requests with the same session key go to the same deployment while it stays in the router." })
    .exactOptional(),
};

/** The Router resource, at the start and in `create-router`. */
export const router: z.ZodType<RouterSpec> = z
  .strictObject({
    id: resourceName("The name that the application calls."),
    ...routerUpdateFields,
    strategy: strategy.meta({ default: defaultStrategy }).exactOptional(),
    deployments: deploymentList,
    model: textUpTo("Base model that the router stands for.", 200).exactOptional(),
    loadRefresh: positiveDuration(
      "The router sees the requests in flight as they were at the last multiple of this; at every moment unless given.",
      "100ms",
    ).exactOptional(),
  })
  .transform(({ loadRefresh, ...rest }) => ({
    ...rest,
    ...(loadRefresh === undefined ? {} : { loadRefreshMs: loadRefresh }),
  }))
  .meta({ id: "router", description: "The router under rehearsal." });
