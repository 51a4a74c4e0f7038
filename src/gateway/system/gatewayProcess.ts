import { setInterval } from "node:timers";
import { type Gateway, gateway } from "./gateway.ts";
import { type FromGateway, isToGateway, type ToGateway } from "./gatewayMessages.ts";
import { listen } from "./listen.ts";
import { passOn } from "./passOn.ts";

/** How often the main process hears of traffic, milliseconds. */
const tellEveryMs = 250;

let here: Gateway | undefined;
let told = "";

// Whoever stops the server stops the main process, which drains this one; a terminal sends its signals to both.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
// Without the main process nobody hands out plans: an orphan would route by an old one for good.
process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  if (isToGateway(message)) void hear(message);
});
tell({ kind: "here" });

async function hear(message: ToGateway): Promise<void> {
  switch (message.kind) {
    case "begin": {
      const { settings, handout, pipe } = message;
      here = gateway(settings, handout, passOn(pipe));
      setInterval(tellTraffic, tellEveryMs);
      tell({ kind: "holds", revision: handout.plan.revision });
      return;
    }
    case "listen":
      await open(message.host, message.port);
      return;
    case "hand":
      here?.take(message.handout);
      tell({ kind: "holds", revision: message.handout.plan.revision });
      return;
    case "measure":
      await tellMetrics();
      return;
    case "drain":
      await drain(message.graceMs);
      return;
    case "end":
      here?.server.close();
      here?.server.closeAllConnections();
      process.exit(0);
  }
}

async function open(host: string, port: number): Promise<void> {
  if (here === undefined) return;
  try {
    await listen(here.server, host, port);
    tell({ kind: "listening" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    tell({ kind: "cannot-listen", code, message: error instanceof Error ? error.message : String(error) });
  }
}

async function drain(graceMs: number): Promise<void> {
  here?.server.closeIdleConnections();
  await here?.door.drain(graceMs);
  await tellMetrics();
  tellTraffic();
  tell({ kind: "drained" });
}

function tellTraffic(): void {
  if (here === undefined) return;
  const traffic = { requests: here.door.metrics.counts(), inFlight: here.door.inFlight() };
  const text = JSON.stringify(traffic);
  if (text === told) return;
  told = text;
  tell({ kind: "traffic", traffic });
}

async function tellMetrics(): Promise<void> {
  if (here !== undefined) tell({ kind: "measured", metrics: await here.door.metrics.registry.getMetricsAsJSON() });
}

/** A message that cannot be sent has nobody to go to: this process is about to end. */
function tell(message: FromGateway): void {
  if (process.connected) process.send?.(message, () => {});
}
