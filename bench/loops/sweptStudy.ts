/** A study of a thousand small cells on `scenarios/steady-60-40.json`: a minute each, some 50,000 requests, 50 points. */
export const sweptStudy = {
  version: 1,
  strategies: ["weighted-random", "even-load"],
  parameters: [
    { name: "duration", path: "duration", values: ["60s"] },
    { name: "load", path: "traffic.arrivals.rate", range: { from: 600, to: 1100, unit: "/s" } },
  ],
  design: { latinHypercube: 50 },
  seeds: 10,
  measures: ["response:avg", "response:p99", "errors:rate"],
} as const;
