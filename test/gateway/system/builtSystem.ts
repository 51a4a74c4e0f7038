import { existsSync } from "node:fs";
import type { startSystem as StartSystem } from "../../../src/gateway/system/system.ts";

/** The module as it was built: gateway processes run compiled code only. */
export const builtSystem: URL = new URL("../../../dist/gateway/system/system.js", import.meta.url);

/** `startSystem` as it was built. */
export async function builtStartSystem(): Promise<typeof StartSystem> {
  if (!existsSync(builtSystem))
    throw new Error("the system is not built: npm run build, or npm test, which builds first");
  const { startSystem }: { startSystem: typeof StartSystem } = await import(builtSystem.href);
  return startSystem;
}
