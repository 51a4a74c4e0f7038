import type { ModuleTask } from "./moduleMessage.ts";

/** "request 17", or "request 17 of selector 2" where there are several; requests and selectors count from 1. */
export function requestInWords(request: number, { instance, instances }: ModuleTask): string {
  return `request ${request}${instances > 1 ? ` of selector ${instance + 1}` : ""}`;
}
