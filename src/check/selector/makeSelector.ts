import type { CheckedSelector, SelectorModule, SelectorSetting } from "../../routing/selectorModule.ts";
import { importModule } from "../../threads/importModule.ts";
import { foreignThrown, foreignValue } from "./foreignValue.ts";
import type { NoSelector } from "./moduleMessage.ts";

// Taken now, before a module of somebody else's can change them.
const { get } = Reflect;
const { keys } = Object;

export type MadeSelector = { readonly kind: "made"; readonly selector: CheckedSelector } | NoSelector;

/** Loads the module in this thread and has it make a selector. */
export async function makeSelector(url: string, setting: SelectorSetting): Promise<MadeSelector> {
  let loaded: unknown;
  try {
    loaded = await importModule(url);
  } catch (error) {
    return { kind: "not-loaded", thrown: foreignThrown(error) };
  }
  if (!isSelectorModule(loaded)) return noExport(loaded);
  try {
    const selector: unknown = loaded.createSelector(setting);
    return isSelector(selector) ? { kind: "made", selector } : { kind: "no-pick", value: foreignValue(selector) };
  } catch (error) {
    return { kind: "not-made", thrown: foreignThrown(error) };
  }
}

function isSelectorModule(loaded: unknown): loaded is SelectorModule {
  return hasMethod(loaded, "createSelector");
}

function isSelector(made: unknown): made is CheckedSelector {
  return hasMethod(made, "pick");
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof get(value, name) === "function";
}

function noExport(loaded: unknown): NoSelector {
  const exported: object = typeof loaded === "object" && loaded !== null ? loaded : {};
  const has = "createSelector" in exported;
  return {
    kind: "no-export",
    exports: keys(exported),
    value: has ? foreignValue(exported.createSelector) : undefined,
  };
}
