import fc from "fast-check";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import type { DoorOutcome, RequestCount } from "../../../src/gateway/door/doorMetrics.ts";
import type { GatewayState } from "../../../src/gateway/system/gateways.ts";
import { Propagation } from "../../../src/gateway/system/propagation.ts";
import { readinessOf, takenWithinMs } from "../../../src/gateway/system/readiness.ts";
import { sumMetrics } from "../../../src/gateway/system/sumMetrics.ts";
import { sumTraffic } from "../../../src/gateway/system/sumTraffic.ts";

const few = fc.constantFrom("a", "b");
const outcomes: readonly DoorOutcome[] = ["served", "failed", "refused"];
const count: fc.Arbitrary<RequestCount> = fc.record({
  account: few,
  router: few,
  deployment: few,
  outcome: fc.constantFrom(...outcomes),
  count: fc.nat(1000),
});

test("traffic of several gateways adds up, each kind of request once", () => {
  fc.assert(
    fc.property(fc.array(fc.array(count)), (gateways) => {
      const sums = sumTraffic(gateways);
      const of = ({ account, router, deployment, outcome }: RequestCount): string =>
        [account, router, deployment, outcome].join("/");
      expect(new Set(sums.map(of)).size).toBe(sums.length);
      for (const sum of sums) {
        const same = gateways.flat().filter((each) => of(each) === of(sum));
        expect(sum.count).toBe(same.reduce((total, each) => total + each.count, 0));
      }
      expect(sums.length).toBe(new Set(gateways.flat().map(of)).size);
    }),
  );
});

test("counts of gateways that are gone are kept in sum, and gauges of theirs are not", async () => {
  const metricsOf = async (times: readonly number[]): ReturnType<Registry["getMetricsAsJSON"]> => {
    const registers = [new Registry()];
    const counter = new Counter({ name: "n", help: "n", labelNames: ["router"], registers });
    const histogram = new Histogram({ name: "t", help: "t", buckets: [1, 2], registers });
    new Gauge({ name: "g", help: "g", registers }).set(1);
    for (const time of times) {
      counter.inc({ router: String(Math.floor(time)) });
      histogram.observe(time);
    }
    return await (registers[0] ?? new Registry()).getMetricsAsJSON();
  };
  const sum = sumMetrics(sumMetrics([], await metricsOf([0.5, 1.5])), await metricsOf([1.5, 5]));
  const whole = (await metricsOf([0.5, 1.5, 1.5, 5])).filter(({ name }) => name !== "g");
  expect(sum).toEqual(whole);
});

describe("readiness", () => {
  const gateway: GatewayState = { ordinal: 0, routing: true, revision: 1, storeVersion: 1 };
  test("is there when all route and none owes a plan for more than a second", () => {
    const late = { ...gateway, owesSinceMs: 0 };
    expect(readinessOf([gateway, gateway], 2, false, 0).status).toBe("ready");
    expect(readinessOf([gateway], 2, false, 0).status).toBe("starting");
    expect(readinessOf([gateway, { ...gateway, routing: false }], 2, false, 0).status).toBe("starting");
    expect(readinessOf([gateway, late], 2, false, takenWithinMs).status).toBe("ready");
    expect(readinessOf([gateway, late], 2, false, takenWithinMs + 1)).toEqual({
      status: "late",
      gateways: { routing: 2, wanted: 2, late: 1 },
    });
    expect(readinessOf([gateway, late], 2, true, takenWithinMs + 1).status).toBe("draining");
  });
});

test("propagation is the time until the last gateway that routes has the plan; those that do not route are not waited for", () => {
  let nowMs = 0;
  let gateways: readonly GatewayState[] = [];
  const state = (revision: number, routing = true): GatewayState => ({
    ordinal: 0,
    routing,
    revision,
    storeVersion: 0,
  });
  const measured: number[] = [];
  const propagation = new Propagation({ all: () => gateways }, { nowMs: () => nowMs }, (ms) => measured.push(ms));
  const at = (ms: number, ...states: readonly GatewayState[]): void => {
    nowMs = ms;
    gateways = states;
    propagation.look();
  };
  propagation.begin(2, 0);
  at(5, state(2), state(1));
  expect(measured).toEqual([]);
  at(10, state(2), state(2), state(0, false));
  expect(measured).toEqual([10]);
  propagation.begin(3, 20);
  propagation.begin(4, 22);
  at(25);
  expect(measured).toEqual([10]);
  at(30, state(4));
  expect(measured).toEqual([10, 10, 8]);
  expect(propagation.slowestMs).toBe(10);
});
