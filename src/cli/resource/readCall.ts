import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import { type ApiCall, apiPath } from "./apiCall.ts";
import { isPathStep } from "./isPathStep.ts";
import { readReplicaCount } from "./readReplicaCount.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { ResourceKind } from "./resourceKind.ts";
import { readResourceName } from "./resourceName.ts";
import type { ResourceVerb } from "./resourceRequest.ts";

/** Reads the call that a command stands for; undefined after complaints. */
export type CallReader = (
  kind: ResourceKind,
  typed: ResourceArguments,
  reader: ArgumentReader,
  account: string,
) => ApiCall | undefined;

const largestPage = 1_000_000;

/** The call of each command. */
export const readCall: Readonly<Record<ResourceVerb, CallReader>> = {
  create: (kind, typed, reader, account) => {
    const { option, parameter } = kind.newId;
    const id = reader.text(option, kind.newId.of(typed));
    if (id !== undefined && !isPathStep(id)) reader.complain(`--${option}: expected an id, got ${quote(id)}`);
    const body = kind.readCreation(typed, reader);
    const query = id === undefined ? {} : { [parameter]: id };
    return { method: "POST", path: apiPath(account, kind.collection), query, body };
  },
  list: (kind, typed, reader, account) => ({
    method: "GET",
    path: apiPath(account, kind.collection),
    query: readListQuery(typed, reader),
  }),
  get: (kind, typed, reader, account) => {
    const path = readPath(kind, typed, reader, account);
    return path === undefined ? undefined : { method: "GET", path, query: {} };
  },
  update: (kind, typed, reader, account) => {
    const before = reader.mistakes.length;
    const path = readPath(kind, typed, reader, account);
    const body = kind.readChange(typed, reader);
    if (Object.keys(body).length === 0 && reader.mistakes.length === before) {
      return reader.complain(`nothing to change: expected at least one flag, see shuntyard ${kind.noun} update --help`);
    }
    return path === undefined ? undefined : { method: "PATCH", path, query: {}, body };
  },
  scale: (kind, typed, reader, account) => {
    const path = readPath(kind, typed, reader, account);
    const replicaCount = readReplicaCount(typed, reader);
    if (typed.replicaCount === undefined) {
      return reader.complain("--replica-count: missing: expected the replicas wanted from now on, such as 3");
    }
    if (path === undefined || replicaCount === undefined) return undefined;
    return { method: "PATCH", path: `${path}:scale`, query: {}, body: { replicaCount } };
  },
  delete: (kind, typed, reader, account) => {
    const path = readPath(kind, typed, reader, account);
    return path === undefined ? undefined : { method: "DELETE", path, query: {} };
  },
};

function readPath(
  { collection }: ResourceKind,
  typed: ResourceArguments,
  reader: ArgumentReader,
  account: string,
): string | undefined {
  const name = readResourceName(reader, typed.name, account, collection);
  return name && apiPath(name.account, collection, name.id);
}

function readListQuery(typed: ResourceArguments, reader: ArgumentReader): Readonly<Record<string, string>> {
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ["filter", reader.text("filter", typed.filter)],
    ["orderBy", reader.text("order-by", typed.orderBy)],
    ["pageSize", reader.integer("page-size", typed.pageSize, 1, largestPage)?.toString()],
    ["pageToken", reader.text("page-token", typed.pageToken)],
  ];
  return Object.fromEntries(parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
