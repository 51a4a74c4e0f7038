import type { CheckRequest } from "./checkRequest.ts";
import type { Gathered, GatherPorts } from "./gathered.ts";

/** Has the picks of the source made, counted, read or asked for. */
export async function gatherPicks(request: CheckRequest, ports: GatherPorts): Promise<Gathered> {
  const { source, expectation } = request;
  switch (source.kind) {
    case "selector":
      return (await import("./gatherSelectorPicks.ts")).gatherSelectorPicks(source, expectation, ports);
    case "counts":
      return (await import("./gatherCounts.ts")).gatherCounts(source, expectation);
    case "log":
      return (await import("./gatherLogPicks.ts")).gatherLogPicks(source, expectation, ports);
    case "endpoint":
      return (await import("./gatherEndpointPicks.ts")).gatherEndpointPicks(source, expectation, ports);
  }
}
