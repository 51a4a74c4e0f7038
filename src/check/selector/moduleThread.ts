import { createRequire } from "node:module";
import process from "node:process";
import { setTimeout as pause, setImmediate as roundOfLoop } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { namedStream } from "../../engine/seed.ts";
import { unit53 } from "../../engine/unitInterval.ts";
import { captureOutput } from "./captureOutput.ts";
import { foreignThrown } from "./foreignValue.ts";
import { KnownGlobals } from "./knownGlobals.ts";
import { makeSelector } from "./makeSelector.ts";
import type { ModuleMessage, ModuleThreadSetup, ThreadEnd } from "./moduleMessage.ts";
import { PickWriter } from "./pickRing.ts";
import { DeploymentCodes, pickWithModule } from "./pickWithModule.ts";

// The module is loaded into this thread, and may change whatever all code in it shares. So everything is made ready
// before, and what runs after uses nothing but the language itself and what was taken before.
const { url, deployments, instances, seed, tasks, port, picks }: ModuleThreadSetup = workerData;
const { deleteProperty } = Reflect;
const { keys } = Object;
const copy = structuredClone;
const say: (message: ModuleMessage) => void = port.postMessage.bind(port);
const listeners: (event: string) => number = process.listenerCount.bind(process);
const globals = new KnownGlobals();
const writer = new PickWriter(picks, () => say({ kind: "picked" }));
const put = (code: number): void => writer.put(code);
const codes = new DeploymentCodes(
  deployments.map(({ name }) => name),
  (code, name) => say({ kind: "stranger", code, name }),
);
const { cache } = createRequire(url);
const streams = tasks.map(({ instance }) => namedStream(seed, "selector", instance));
const letOutput = captureOutput((stream, chunk) => say({ kind: "wrote", stream, chunk }));

// One listener is ours; a module that listens too looks after its own faults.
process.on("unhandledRejection", (error) => {
  if (listeners("unhandledRejection") === 1) end({ kind: "loose", rejected: true, thrown: foreignThrown(error) });
});
process.on("uncaughtException", (error) => {
  if (listeners("uncaughtException") === 1) end({ kind: "loose", rejected: false, thrown: foreignThrown(error) });
});

for (let i = 0; i < tasks.length; i++) {
  if ((await play(i)) !== "played") break;
}

/** Makes a selector and has it pick, and tells how that ended. */
async function play(i: number): Promise<ThreadEnd["kind"]> {
  const task = tasks[i];
  const stream = streams[i];
  if (task === undefined || stream === undefined) return "played";
  const { instance, requests } = task;
  const random = (): number => unit53(stream);
  letOutput();
  if (i > 0) forgetRequired();
  // With another query it is another module, and is loaded anew.
  const made = await makeSelector(i === 0 ? url : `${url}?selector=${instance}`, {
    ...{ deployments: copy(deployments), random, instance, instances },
  });
  if (made.kind !== "made") return end(made);
  say({ kind: "begun", changed: globals.changed });
  // All in one go: nothing that the module left to be done later comes between its picks.
  const how = pickWithModule(made.selector, requests, codes, put);
  if (how.kind === "played") await settle();
  return end(how);
}

/** What was left to be done at once, or after the next millisecond, is done, and its faults come to light. */
async function settle(): Promise<void> {
  await roundOfLoop();
  await pause(1);
  await roundOfLoop();
}

/** What is loaded by require() is kept by name, whatever the query. */
function forgetRequired(): void {
  const names = keys(cache);
  for (let i = 0; i < names.length; i++) deleteProperty(cache, names[i] ?? "");
}

function end(how: ThreadEnd): ThreadEnd["kind"] {
  say({ kind: "end", end: how, changed: globals.changed });
  return how.kind;
}
