import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Distribution } from "../../src/engine/distribution.ts";
import { exponential } from "../../src/engine/exponential.ts";
import { fixed } from "../../src/engine/fixed.ts";
import { keyedSource } from "../../src/engine/keyedSource.ts";
import { Deployment } from "../../src/fleet/deployment.ts";
import type { Server } from "../../src/fleet/server.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

/** A deployment whose server holds nothing unless told to, and drains only when told to. */
class Bench {
  readonly agenda: VirtualAgenda = new VirtualAgenda();
  readonly log: string[] = [];
  readonly deployment: Deployment;

  constructor(startup: Distribution = fixed(100)) {
    const server: Server = {
      add: (replica) => this.log.push(`add ${replica}`),
      drain: (replica) => this.log.push(`drain ${replica}`),
      remove: (replica) => this.log.push(`remove ${replica}`),
      submit: () => true,
      cancel: () => undefined,
      due: () => undefined,
      inFlight: () => 0,
      tokensOut: () => 0,
      nextTokenMs: () => Number.POSITIVE_INFINITY,
      slow: () => undefined,
      capacityPerSecond: () => 0,
    };
    this.deployment = new Deployment(startup, {
      agenda: this.agenda,
      server,
      startupChance: keyedSource("1", "startup", 0),
      index: 0,
      codes: { started: 1, drainOver: 2 },
      subjectOf: (replica) => replica,
      readinessChanged: () => undefined,
    });
  }

  until(atMs: number): void {
    this.agenda.playUntil(atMs, (replica) => {
      // Only one kind of appointment can be meant: a starting replica has no grace, a draining one no start.
      this.deployment.started(replica);
      this.deployment.drainOver(replica);
    });
  }
}

describe("the life of replicas", () => {
  it("has as many starting and ready replicas as desired after any scaling, and the ready ones are those the server was given", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ replicas: fc.nat({ max: 6 }), waitMs: fc.nat({ max: 300 }), crash: fc.nat({ max: 2 }) }), {
          maxLength: 20,
        }),
        (steps) => {
          const bench = new Bench(exponential(80));
          const { deployment } = bench;
          for (const { replicas, waitMs, crash } of steps) {
            deployment.scale(replicas);
            deployment.crash(crash, true);
            expect(deployment.ready.length + deployment.count("starting")).toBe(replicas);
            bench.until(bench.agenda.nowMs + waitMs);
          }
          bench.until(1e7);
          const desired = steps.at(-1)?.replicas ?? 0;
          expect(deployment.ready).toHaveLength(desired);
          const serving = new Set<string>();
          for (const line of bench.log) {
            const [what, replica = ""] = line.split(" ");
            if (what === "add") serving.add(replica);
            else serving.delete(replica);
          }
          expect([...serving].sort()).toEqual(deployment.ready.map(String).sort());
        },
      ),
    );
  });

  it("starts replicas after their start-up time, and those of the beginning at once", () => {
    const bench = new Bench();
    bench.deployment.begin(2);
    bench.deployment.scale(3);
    expect(bench.deployment.ready).toEqual([0, 1]);
    bench.until(100.5);
    expect(bench.deployment.ready).toEqual([0, 1, 2]);
  });

  it("gives up starting replicas before ready ones, and drains the youngest of these first", () => {
    const bench = new Bench();
    bench.deployment.begin(3);
    bench.deployment.scale(4);
    bench.deployment.scale(2);
    expect(bench.log).toEqual(["add 0", "add 1", "add 2", "drain 2"]);
    bench.until(500);
    expect(bench.deployment.ready).toEqual([0, 1]);
  });

  it("cuts a draining replica when its grace is over, and only then", () => {
    const bench = new Bench();
    bench.deployment.begin(1);
    bench.deployment.scale(0, 60);
    bench.until(60);
    expect(bench.log).not.toContain("remove 0");
    bench.until(61);
    expect(bench.log).toContain("remove 0");
  });

  it("replaces crashed replicas, or not, as asked", () => {
    const bench = new Bench();
    bench.deployment.begin(3);
    expect(bench.deployment.crash(2, true)).toBe(2);
    bench.until(101);
    expect(bench.deployment.ready).toEqual([2, 3, 4]);
    expect(bench.deployment.crash(5, false)).toBe(3);
    bench.until(500);
    expect(bench.deployment.ready).toEqual([]);
    bench.deployment.scale(1);
    bench.until(1000);
    expect(bench.deployment.ready).toHaveLength(1);
  });

  it("tries a failed start-up again until start-ups succeed", () => {
    const bench = new Bench();
    bench.deployment.startupFails = true;
    bench.deployment.scale(1);
    bench.until(5000);
    expect(bench.deployment.ready).toEqual([]);
    bench.deployment.startupFails = false;
    bench.until(10_000);
    expect(bench.deployment.ready).toEqual([0]);
  });

  it("does not spin when start-ups that take no time fail", () => {
    const bench = new Bench(fixed(0));
    bench.deployment.startupFails = true;
    bench.deployment.scale(1);
    bench.until(10_000);
    bench.deployment.startupFails = false;
    bench.until(20_000);
    expect(bench.deployment.ready).toEqual([0]);
  });
});
