// A process that serves: node system.mjs MODULE OPTIONS. Tells its address, and the processes of its gateways when asked.
import cluster from "node:cluster";

const [module, options] = process.argv.slice(2);
const { startSystem } = await import(module);
const system = await startSystem(JSON.parse(options));
const tell = () => {
  const gateways = Object.values(cluster.workers ?? {}).map((worker) => worker.process.pid);
  process.stdout.write(`${JSON.stringify({ url: system.url, gateways })}\n`);
};
tell();
process.once("SIGTERM", () => void system.drain(60_000));
