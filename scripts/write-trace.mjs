// Makes scenarios/traces/made-up-day.csv: a day of requests in the format of the Azure LLM traces. All of it is drawn
// from laws, nothing is recorded. Run `npm run build` first.
import { writeFileSync } from "node:fs";
import { geometric } from "../dist/engine/geometric.js";
import { lognormal } from "../dist/engine/lognormal.js";
import { namedStream } from "../dist/engine/seed.js";
import { standardExponential } from "../dist/engine/standardExponential.js";

const arrivals = namedStream("dab", "arrivals", 0);
const sizes = namedStream("dab", "sizes", 0);
const prompt = lognormal(900, 4000);
const output = geometric(200);
const dayMs = 86_400_000;

/** Requests per second: least at 4 in the morning, most at 4 in the afternoon. */
const rateAt = (atMs) => 0.085 * (1 - 0.75 * Math.cos((2 * Math.PI * (atMs - dayMs / 6)) / dayMs));
const highest = 0.085 * 1.75;

const rows = ["TIMESTAMP,ContextTokens,GeneratedTokens"];
const midnight = Date.UTC(2025, 0, 15);
for (let atMs = 0; ; ) {
  atMs += (1000 / highest) * standardExponential(arrivals);
  if (atMs >= dayMs) break;
  // Thinning: a point of the fastest stream is kept with probability rate / fastest rate.
  if ((arrivals.next() >>> 0) * 2 ** -32 > rateAt(atMs) / highest) continue;
  const time = new Date(midnight + Math.floor(atMs)).toISOString().replace("T", " ").replace("Z", "0000");
  rows.push(`${time},${Math.max(1, Math.round(prompt.draw(sizes)))},${output.draw(sizes)}`);
}
writeFileSync(new URL("../scenarios/traces/made-up-day.csv", import.meta.url), `${rows.join("\n")}\n`);
