import { namedStream } from "../../engine/seed.ts";
import { unit53 } from "../../engine/unitInterval.ts";
import type { CheckedSelector, SelectorModule } from "../selectorModule.ts";
import { importModule } from "./importModule.ts";
import type { ModuleTask } from "./moduleMessage.ts";
import { oneLine } from "./oneLine.ts";
import { thrownInWords } from "./thrownInWords.ts";
import { valueInWords } from "./valueInWords.ts";

export type MadeSelector =
  | { readonly kind: "made"; readonly selector: CheckedSelector }
  | { readonly kind: "mistake"; readonly sentence: string };

/** Loads the module in this thread and has it make the selector of the task. */
export async function makeSelector(task: ModuleTask): Promise<MadeSelector> {
  const { file } = task;
  let loaded: unknown;
  try {
    loaded = await importModule(task.url);
  } catch (error) {
    return mistake(`${oneLine(file)} could not be loaded: ${thrownInWords(error, file)}`);
  }
  if (!isSelectorModule(loaded)) {
    return mistake(`${oneLine(file)}: expected it to export a function createSelector, got ${exportsOf(loaded)}`);
  }
  try {
    const selector: unknown = loaded.createSelector(settingOf(task));
    if (isSelector(selector)) return { kind: "made", selector };
    return mistake(
      `${oneLine(file)}: expected createSelector() to return an object with a method pick, got ${valueInWords(selector)}`,
    );
  } catch (error) {
    return mistake(`${oneLine(file)}: createSelector() threw ${thrownInWords(error, file)}`);
  }
}

function settingOf({
  deployments,
  instance,
  instances,
  seed,
}: ModuleTask): Parameters<SelectorModule["createSelector"]>[0] {
  const stream = namedStream(seed, "selector", instance);
  return { deployments: structuredClone(deployments), random: () => unit53(stream), instance, instances };
}

function isSelectorModule(loaded: unknown): loaded is SelectorModule {
  return hasMethod(loaded, "createSelector");
}

function isSelector(made: unknown): made is CheckedSelector {
  return hasMethod(made, "pick");
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
}

function exportsOf(loaded: unknown): string {
  const names = typeof loaded === "object" && loaded !== null ? Object.keys(loaded) : [];
  return names.length === 0 ? "no export at all" : oneLine(names.join(", "));
}

function mistake(sentence: string): MadeSelector {
  return { kind: "mistake", sentence };
}
