import { z } from "zod";
import { notFound, ownAccountOnly, ownRouterOnly } from "./access.ts";
import type { Control } from "./control.ts";
import { getQuery, getResource } from "./getResource.ts";
import { listCall } from "./list/listCall.ts";
import { listQuery } from "./list/listQuery.ts";
import { noQuery } from "./noQuery.ts";
import { bodyRoute, type Route, route } from "./route.ts";
import { createRouter, deleteRouter, type NewRouterQuery, updateRouter } from "./routerChanges.ts";
import { routerView } from "./routerView.ts";
import { listAnswer } from "./schema/listAnswer.ts";
import { newRouterBody, routerChangeBody } from "./schema/routerBody.ts";
import { maskedRouterJson, routerFields, routerJson } from "./schema/routerJson.ts";
import { emptyObject } from "./schema/text.ts";

const collection = "/v1/accounts/{account}/routers";
const single = `${collection}/{router}`;

const newRouterQuery: z.ZodType<NewRouterQuery> = z.strictObject({
  routerId: z.string().meta({ description: "Id of the router; one is made up when absent." }).exactOptional(),
});

const routerList: z.ZodType = listAnswer("routers", maskedRouterJson);

/** The calls on routers. */
export function routerRoutes(control: Control): readonly Route[] {
  const admit = ownRouterOnly(control);
  return [
    bodyRoute({
      method: "POST",
      path: collection,
      operationId: "createRouter",
      summary: "Create a router over at least one deployment.",
      query: newRouterQuery,
      body: newRouterBody,
      answer: routerJson,
      admit: ownAccountOnly,
      handle: (call) => createRouter(control, call),
    }),
    route({
      method: "GET",
      path: collection,
      operationId: "listRouters",
      summary: "List the routers of an account.",
      query: listQuery,
      answer: routerList,
      admit: ownAccountOnly,
      handle: (call) =>
        listCall(control, call, {
          collection: "routers",
          fields: routerFields,
          table: (tables) => tables.routers,
          view: (router, tables) => routerView(control, tables, router),
        }),
    }),
    route({
      method: "GET",
      path: single,
      operationId: "getRouter",
      summary: "Get a router: of one's own account, or a public one of another.",
      query: getQuery,
      answer: maskedRouterJson,
      handle: ({ principal, path: { account, router: id }, query, mistakes }) =>
        getResource(query, routerFields, mistakes, (reply) =>
          control.store.read((tables) => {
            const router = tables.routers.get(account, id);
            const seen = router !== undefined && (router.public || account === principal.account);
            return seen ? reply(routerView(control, tables, router)) : notFound(account, "routers", id);
          }),
        ),
    }),
    bodyRoute({
      method: "PATCH",
      path: single,
      operationId: "updateRouter",
      summary: "Change the fields of a router that are sent.",
      query: noQuery,
      body: routerChangeBody,
      answer: routerJson,
      admit,
      handle: (call) => updateRouter(control, call),
    }),
    route({
      method: "DELETE",
      path: single,
      operationId: "deleteRouter",
      summary: "Delete a router.",
      query: noQuery,
      answer: emptyObject,
      admit,
      handle: (call) => deleteRouter(control, call),
    }),
  ];
}
