import type { LoadedModule } from "../routing/moduleSelector.ts";
import type { SelectorModule } from "../routing/selectorModule.ts";
import { type AskedStrategy, isModule } from "../routing/strategy.ts";
import { importModule } from "../threads/importModule.ts";

/**
 * Loads the strategy of a replication, where it is a module: anew for each, so that no replication can know of another
 * and the result is the same on any number of threads. What it takes is kept until the thread ends.
 *
 * @throws Error when it cannot be loaded or exports no `createSelector`; the message names the file
 */
export async function loadStrategy(
  strategy: AskedStrategy | undefined,
  replication: number,
): Promise<LoadedModule | undefined> {
  if (strategy === undefined || !isModule(strategy)) return undefined;
  const { file, url } = strategy;
  const loaded = await load(file, `${url}?replication=${replication}`);
  if (!isSelectorModule(loaded)) {
    const names = typeof loaded === "object" && loaded !== null ? Object.keys(loaded) : [];
    const got = names.length === 0 ? "nothing" : names.join(", ");
    throw new Error(`${file}: expected it to export a function createSelector, got ${got}`);
  }
  return { file, createSelector: loaded.createSelector };
}

async function load(file: string, url: string): Promise<unknown> {
  try {
    return await importModule(url);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(`${file} cannot be loaded: ${reason}`, { cause: error });
  }
}

function isSelectorModule(loaded: unknown): loaded is SelectorModule {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "createSelector" in loaded &&
    typeof loaded.createSelector === "function"
  );
}
