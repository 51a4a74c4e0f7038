import { absent } from "../../report/formatNumber.ts";
import { defaultStrategy, type ResourceStrategy, resourceStrategies } from "../../routing/strategy.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import { brief } from "./brief.ts";
import { type Fields, objectIn, textIn, textsIn } from "./fields.ts";
import { flagWord } from "./flagWord.ts";
import { given } from "./given.ts";
import { readNames } from "./readNames.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { Fact, ResourceKind } from "./resourceKind.ts";
import { idIn, nameBeside } from "./resourceName.ts";
import { createdFact, stateFacts } from "./stateFacts.ts";

/** Routers, as the command line knows them. */
export const routerKind: ResourceKind = {
  noun: "router",
  collection: "routers",
  newId: { option: "router-id", parameter: "routerId", of: ({ routerId }) => routerId },
  readCreation: (typed, reader) => {
    if (typed.deployments === undefined) {
      reader.complain("--deployments: missing: expected at least one deployment, such as --deployments=blue,green");
    }
    const change = readChange(typed, reader);
    return { ...change, ...(typed.strategy === undefined ? strategyFields(defaultStrategy) : {}) };
  },
  readChange,
  facts,
  columns: [
    { title: "state", rank: 0, text: (router) => brief(textIn(router, "state"), 12) },
    { title: "strategy", rank: 1, text: (router) => strategyOf(router) ?? absent },
    { title: "public", rank: 2, text: (router) => yesOrNo(router["public"]) },
    { title: "deployments", rank: 0, text: (router) => brief(deploymentsOf(router).join(","), 30) },
  ],
  flags,
};

function readChange(typed: ResourceArguments, reader: ArgumentReader): Fields {
  const deployments = readNames(reader, "deployments", typed.deployments, "names of deployments");
  if (deployments?.length === 0) reader.complain("--deployments: expected at least one deployment, got none");
  const strategy = reader.oneOf("strategy", typed.strategy, resourceStrategies);
  return given({
    deployments,
    displayName: reader.text("display-name", typed.displayName),
    model: reader.text("model", typed.model),
    ...(strategy === undefined ? {} : strategyFields(strategy)),
    aliases: readNames(reader, "aliases", typed.aliases, "names"),
    public: typed.public,
    sessionAffinity: typed.sessionAffinity,
  });
}

/** The field that stands for a strategy. */
function strategyFields(strategy: ResourceStrategy): Fields {
  return strategy === "even-load" ? { evenLoad: {} } : { weightedRandom: {} };
}

function strategyOf(router: Fields): ResourceStrategy | undefined {
  if (objectIn(router, "evenLoad") !== undefined) return "even-load";
  return objectIn(router, "weightedRandom") === undefined ? undefined : "weighted-random";
}

function facts(router: Fields): readonly Fact[] {
  return [
    { label: "name", text: textIn(router, "name") },
    { label: "display name", text: textIn(router, "displayName") },
    ...stateFacts(router),
    { label: "deployments", text: deploymentsOf(router).join(", ") },
    { label: "strategy", text: strategyOf(router) ?? "" },
    { label: "model", text: textIn(router, "model") },
    { label: "aliases", text: textsIn(router, "aliases").join(", ") },
    { label: "public", text: yesOrNo(router["public"]) },
    { label: "session affinity", text: yesOrNo(router["sessionAffinity"]) },
    createdFact(router),
  ];
}

/** Bare ids where they are of the router's account. */
function deploymentsOf(router: Fields): readonly string[] {
  return textsIn(router, "deployments").map((name) => nameBeside(name, textIn(router, "name")));
}

function yesOrNo(value: unknown): string {
  return value === true ? "yes" : "no";
}

function flags(router: Fields): readonly string[] {
  const [displayName, model] = [textIn(router, "displayName"), textIn(router, "model")];
  const aliases = textsIn(router, "aliases");
  const strategy = strategyOf(router);
  return [
    flagWord("deployments", deploymentsOf(router).join(",")),
    flagWord("router-id", idIn(textIn(router, "name"))),
    ...(displayName === "" ? [] : [flagWord("display-name", displayName)]),
    ...(model === "" ? [] : [flagWord("model", model)]),
    ...(strategy === undefined ? [] : [flagWord("strategy", strategy)]),
    ...(aliases.length === 0 ? [] : [flagWord("aliases", aliases.join(","))]),
    ...(router["public"] === true ? ["--public"] : []),
    ...(router["sessionAffinity"] === true ? ["--session-affinity"] : []),
  ];
}
