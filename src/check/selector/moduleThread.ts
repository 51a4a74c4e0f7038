import { workerData } from "node:worker_threads";
import { captureOutput } from "./captureOutput.ts";
import { makeSelector } from "./makeSelector.ts";
import type { ModuleEnd, ModuleMessage, ModuleThreadSetup } from "./moduleMessage.ts";
import { pickWithModule } from "./pickWithModule.ts";

const { task, port, picksMade }: ModuleThreadSetup = workerData;
const flush = captureOutput((stream, line) => say({ kind: "wrote", stream, line }));
const made = await makeSelector(task);
if (made.kind === "mistake") {
  end(made);
} else {
  say({ kind: "begun" });
  // All in one go: nothing that the module left to be done later comes between its picks, or before their end is told.
  end(pickWithModule(made.selector, task, picksMade));
}

function end(how: ModuleEnd): void {
  flush();
  say({ kind: "end", end: how });
}

function say(message: ModuleMessage): void {
  port.postMessage(message);
}
