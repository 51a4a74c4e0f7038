import { z } from "zod";
import { notFound, ownAccountOnly, ownDeploymentOnly } from "./access.ts";
import type { Control } from "./control.ts";
import {
  createDeployment,
  deleteDeployment,
  type NewDeploymentQuery,
  scaleDeployment,
  updateDeployment,
} from "./deploymentChanges.ts";
import { deploymentView } from "./deploymentView.ts";
import { getQuery, getResource } from "./getResource.ts";
import { listCall } from "./list/listCall.ts";
import { listQuery } from "./list/listQuery.ts";
import { noQuery } from "./noQuery.ts";
import { bodyRoute, type Route, route } from "./route.ts";
import { deploymentChangeBody, newDeploymentBody, scaleBody } from "./schema/deploymentBody.ts";
import { deploymentFields, deploymentJson, maskedDeploymentJson } from "./schema/deploymentJson.ts";
import { listAnswer } from "./schema/listAnswer.ts";
import { emptyObject } from "./schema/text.ts";

const collection = "/v1/accounts/{account}/deployments";
const single = `${collection}/{deployment}`;

const newDeploymentQuery: z.ZodType<NewDeploymentQuery> = z.strictObject({
  deploymentId: z.string().meta({ description: "Id of the deployment; one is made up when absent." }).exactOptional(),
});

const deploymentList: z.ZodType = listAnswer("deployments", maskedDeploymentJson);

/** The calls on deployments. */
export function deploymentRoutes(control: Control): readonly Route[] {
  const admit = ownDeploymentOnly;
  return [
    bodyRoute({
      method: "POST",
      path: collection,
      operationId: "createDeployment",
      summary: "Create a deployment: of mock replicas, or of servers that are there already.",
      query: newDeploymentQuery,
      body: newDeploymentBody,
      answer: deploymentJson,
      admit: ownAccountOnly,
      handle: (call) => createDeployment(control, call),
    }),
    route({
      method: "GET",
      path: collection,
      operationId: "listDeployments",
      summary: "List the deployments of an account.",
      query: listQuery,
      answer: deploymentList,
      admit: ownAccountOnly,
      handle: (call) =>
        listCall(control, call, {
          collection: "deployments",
          fields: deploymentFields,
          table: (tables) => tables.deployments,
          view: (deployment) => deploymentView(control, deployment),
        }),
    }),
    route({
      method: "GET",
      path: single,
      operationId: "getDeployment",
      summary: "Get a deployment.",
      query: getQuery,
      answer: maskedDeploymentJson,
      admit,
      handle: ({ path: { account, deployment: id }, query, mistakes }) =>
        getResource(query, deploymentFields, mistakes, (reply) =>
          control.store.read((tables) => {
            const deployment = tables.deployments.get(account, id);
            return deployment === undefined
              ? notFound(account, "deployments", id)
              : reply(deploymentView(control, deployment));
          }),
        ),
    }),
    bodyRoute({
      method: "PATCH",
      path: single,
      operationId: "updateDeployment",
      summary: "Change the fields of a deployment that are sent.",
      query: noQuery,
      body: deploymentChangeBody,
      answer: deploymentJson,
      admit,
      handle: (call) => updateDeployment(control, call),
    }),
    bodyRoute({
      method: "PATCH",
      path: `${single}:scale`,
      operationId: "scaleDeployment",
      summary: "Say how many replicas a deployment is to have.",
      query: noQuery,
      body: scaleBody,
      answer: deploymentJson,
      admit,
      handle: (call) => scaleDeployment(control, call),
    }),
    route({
      method: "DELETE",
      path: single,
      operationId: "deleteDeployment",
      summary: "Delete a deployment that no router uses.",
      query: noQuery,
      answer: emptyObject,
      admit,
      handle: (call) => deleteDeployment(control, call),
    }),
  ];
}
