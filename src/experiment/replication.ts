import { boundedInteger } from "../engine/boundedInteger.ts";
import { EventQueue } from "../engine/eventQueue.ts";
import { type KeyedSource, keyedSource } from "../engine/keyedSource.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import { namedStream } from "../engine/seed.ts";
import { standardExponential } from "../engine/standardExponential.ts";
import { standardNormal } from "../engine/standardNormal.ts";
import { unit53 } from "../engine/unitInterval.ts";
import type { Agenda } from "../fleet/agenda.ts";
import { type FailureReason, Fleet, type FleetObserver } from "../fleet/fleet.ts";
import type { LoadedModule } from "../routing/moduleSelector.ts";
import type { Selector } from "../routing/selector.ts";
import { type AskedStrategy, type Strategy, strategyClass, strategyName } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { createRequestSource, type TrafficSource } from "../traffic/createRequestSource.ts";
import type { RequestRecord } from "../traffic/requestRecord.ts";
import { ControlPlane, type View } from "./controlPlane.ts";
import { Deadlines } from "./deadlines.ts";
import { ending } from "./ending.ts";
import { HeadroomWatch } from "./headroom.ts";
import { Ledger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { RequestPool } from "./requestPool.ts";
import { requestRecord } from "./requestRecord.ts";
import { RouterLoad } from "./routerLoad.ts";
import { emptyTally, type Tally } from "./tally.ts";
import { judgeThresholds } from "./thresholdValue.ts";
import { Tracker } from "./tracker.ts";

export interface ReplicationOptions {
  readonly seed: string;
  /** Number of the replication, from 0: it has its own streams of chance. */
  readonly replication: number;
  /** In place of the router's own strategy. */
  readonly strategy?: AskedStrategy;
  /** Loaded, when the strategy is a module. */
  readonly module?: LoadedModule | undefined;
  /** Told of every attempt when it has ended. Costs an object a request; for tests and traces. */
  readonly onRecord?: (record: RequestRecord) => void;
}

/**
 * Plays one scenario once, in virtual time, and returns what is to be kept of it. The same plan, seed and number give
 * the same tally on any machine.
 *
 * Left out: the network between client, router and replicas takes no time; a client's patience is the same for all; a
 * retry goes out at the instant the attempt before it failed.
 */
export function playReplication(plan: Plan, options: ReplicationOptions): Tally {
  return new Replication(plan, options).play();
}

/** Appointments with this code are the next cut of the time axis; those above belong to the fleet. */
const cutCode = 0;
const firstFleetCode = 1;

const failureEndings: Readonly<Record<FailureReason, number>> = {
  crashed: ending.crashed,
  "drain-cut": ending.drainCut,
  injected: ending.injected,
};

class Replication implements Agenda, FleetObserver {
  nowMs = 0;
  private readonly plan: Plan;
  private readonly scenario: Scenario;
  private readonly events: EventQueue = new EventQueue();
  private readonly pool: RequestPool = new RequestPool();
  private readonly deadlines: Deadlines = new Deadlines();
  private readonly tally: Tally;
  private readonly ledger: Ledger;
  private readonly fleet: Fleet;
  private readonly control: ControlPlane;
  private readonly source: TrafficSource;
  private readonly headroom: HeadroomWatch;
  private readonly onRecord: ((record: RequestRecord) => void) | undefined;

  private readonly routerChance: RandomSource;
  private readonly serviceChance: RandomSource;
  private readonly faultChance: KeyedSource;
  private readonly drawsExponential: boolean;
  private readonly drawsNormal: boolean;
  private readonly timeoutMs: number;
  private readonly hasTimeout: boolean;
  /** More than one attempt may be made, or somebody wants to know which it was. */
  private readonly countsAttempts: boolean;
  private readonly attempts: number;

  private readonly load: RouterLoad;
  /** Some strategy does; else the load is not kept. */
  private readonly looksAtLoad: boolean;
  /** Sessions that requests belong to; 0: every request is one of its own. */
  private readonly sessions: number;
  private readonly sessionsDrawn: RandomSource;
  private view: View;
  private selector: Selector;
  private learns: boolean;
  private trackers: readonly Tracker[] = [];
  private lastPickMs = 0;
  /** The next pick is the first with the table in force. */
  private tableIsNew = true;
  private readinessIsNew = false;
  private readonly toRetry: number[] = [];
  private nextCut = 0;
  private nextChange = 0;

  constructor(plan: Plan, options: ReplicationOptions) {
    const { scenario } = plan;
    const { seed, replication } = options;
    this.plan = plan;
    this.scenario = scenario;
    this.onRecord = options.onRecord;
    this.tally = emptyTally(plan);
    this.ledger = new Ledger(plan, this.tally, this.pool);
    this.sessions = scenario.traffic.sessions ?? 0;
    this.sessionsDrawn = namedStream(seed, "sessions", replication);
    this.routerChance = namedStream(seed, "router", replication);
    this.serviceChance = namedStream(seed, "service", replication);
    this.faultChance = keyedSource(seed, "faults", replication);
    const laws = new Set(
      scenario.fleet.map(({ replica }) => (replica.kind === "slots" ? replica.service.kind : "none")),
    );
    this.drawsExponential = laws.has("exponential");
    this.drawsNormal = laws.has("lognormal");
    this.timeoutMs = scenario.traffic.timeoutMs ?? Number.POSITIVE_INFINITY;
    this.hasTimeout = scenario.traffic.timeoutMs !== undefined;
    this.attempts = scenario.traffic.attempts;
    this.countsAttempts = this.attempts > 1 || this.onRecord !== undefined;
    this.fleet = new Fleet(scenario.fleet, {
      work: this.pool,
      agenda: this,
      observer: this,
      startupChance: keyedSource(seed, "startup", replication),
      luckOf: (request) => this.luckOf(request),
      firstCode: firstFleetCode,
    });
    this.control = new ControlPlane(scenario, options, this.fleet);
    this.view = this.control.inForce;
    this.selector = this.control.selector;
    this.learns = this.selector.learn !== undefined;
    const looks = looksOf(scenario, options.strategy);
    this.looksAtLoad = looks.atLoad;
    this.load = new RouterLoad(
      {
        pool: this.pool,
        clock: this,
        deployments: plan.deployments.length,
        ofReplicas: looks.atReplicas,
        hasSessions: this.sessions > 0,
        sessionChance: keyedSource(seed, "session-keys", replication),
      },
      this.view,
      this.control.replicasSeen,
    );
    this.source = createRequestSource(
      scenario.traffic,
      { arrivals: namedStream(seed, "arrivals", replication), sizes: namedStream(seed, "sizes", replication) },
      scenario.durationMs,
    );
    this.headroom = new HeadroomWatch(scenario.checks, scenario.traffic, this.fleet);
    this.headroom.routingChanged(this.view.shares, 0);
  }

  play(): Tally {
    const { events, source, deadlines } = this;
    const limitMs = this.scenario.durationMs + this.scenario.drainLimitMs;
    events.push(0, cutCode, 0);
    while (!this.isOver()) {
      const arrivalMs = source.atMs;
      const eventMs = events.nextTimeMs;
      const deadlineMs = deadlines.nextMs;
      if (arrivalMs < eventMs && arrivalMs < deadlineMs) {
        this.nowMs = arrivalMs;
        this.arrive();
      } else if (eventMs <= deadlineMs) {
        if (eventMs > limitMs) break;
        this.nowMs = eventMs;
        events.pop();
        if (events.code === cutCode) this.cut();
        else this.fleetDue(events.code, events.subject);
      } else {
        if (deadlineMs > limitMs) break;
        this.nowMs = deadlineMs;
        this.giveUp();
      }
    }
    this.finish(limitMs);
    return this.tally;
  }

  schedule(atMs: number, code: number, subject: number): void {
    this.events.push(atMs, code, subject);
  }

  served(request: number): void {
    if (this.isStray(request)) return;
    this.ledger.served(request, this.nowMs);
    this.retire(request, ending.served);
  }

  failed(request: number, reason: FailureReason): void {
    this.attemptFailed(request, failureEndings[reason]);
  }

  readinessChanged(): void {
    this.readinessIsNew = true;
  }

  private isOver(): boolean {
    return (
      this.pool.size === 0 && this.source.atMs === Number.POSITIVE_INFINITY && this.nextCut >= this.plan.cutsMs.length
    );
  }

  private arrive(): void {
    const { pool, source } = this;
    const request = pool.take();
    pool.plannedMs[request] = source.atMs;
    pool.promptTokens[request] = source.promptTokens;
    pool.outputTokens[request] = source.outputTokens;
    // Drawn on arrival, in the order of arrival: a request brings the same luck under every strategy.
    if (this.drawsExponential) pool.exponential[request] = standardExponential(this.serviceChance);
    if (this.drawsNormal) pool.normal[request] = standardNormal(this.serviceChance);
    pool.span[request] = this.ledger.span;
    if (this.sessions > 0) pool.session[request] = boundedInteger(this.sessionsDrawn, this.sessions);
    if (this.countsAttempts) pool.attempt[request] = 1;
    if (this.hasTimeout) {
      this.deadlines.add(source.atMs + this.timeoutMs, request, pool.serial[request] ?? 0);
    }
    source.advance();
    this.dispatch(request);
    if (this.toRetry.length > 0) this.retry();
  }

  private dispatch(request: number): void {
    const { pool, view } = this;
    if (this.looksAtLoad) this.load.routes(request);
    const slot = this.selector.pick(this.routerChance, this.load);
    if (this.onRecord !== undefined) {
      pool.version[request] = view.table.version;
      pool.replica[request] = view.replicaOfSlot[slot] ?? -1;
    }
    if (slot < 0) {
      pool.deployment[request] = -1;
      this.end(request, ending.unroutable);
      return;
    }
    const deployment = view.deploymentOfSlot[slot] ?? 0;
    const replica = view.replicaOfSlot[slot] ?? 0;
    pool.deployment[request] = deployment;
    if (this.attempts === 1 || pool.attempt[request] === 1) this.countPick(request, deployment);
    if (this.looksAtLoad) this.load.sent(request, deployment, slot);
    const reception = this.fleet.submit(request, deployment, replica);
    if (this.hasTimeout) pool.held[request] = reception === "accepted" ? 1 : 0;
    if (reception === "queue-full") this.attemptFailed(request, ending.queueFull);
    else if (reception === "too-large") this.attemptFailed(request, ending.tooLarge);
    else if (reception === "not-ready") this.attemptFailed(request, ending.notReady);
  }

  private countPick(request: number, deployment: number): void {
    this.ledger.pick(deployment, request);
    this.lastPickMs = this.nowMs;
    if (this.tableIsNew) {
      this.tableIsNew = false;
      for (const tracker of this.trackers) tracker.firstDecision(this.view.table.version, this.nowMs);
    }
    if (this.view !== this.control.committed && (this.control.committed.units[deployment] ?? 0) === 0) {
      this.ledger.misdirected(deployment);
    }
  }

  private attemptFailed(request: number, how: number): void {
    if (this.attempts === 1 || (this.pool.attempt[request] ?? 1) >= this.attempts) {
      this.end(request, how);
      return;
    }
    this.record(request, how);
    this.toRetry.push(request);
  }

  /** Sends out again what failed during the event being handled, once the fleet has done with it. Attempts are limited, so it ends. */
  private retry(): void {
    const { pool, toRetry } = this;
    for (let request = toRetry.pop(); request !== undefined; request = toRetry.pop()) {
      this.leave(request, false);
      pool.attempt[request] = (pool.attempt[request] ?? 1) + 1;
      this.tally.retries++;
      this.dispatch(request);
    }
  }

  private end(request: number, how: number): void {
    if (this.isStray(request)) return;
    this.ledger.lost(request, how, this.nowMs);
    this.retire(request, how);
  }

  /** An answer to a request that is not waiting for one: the harness itself is wrong, and the books must show it. */
  private isStray(request: number): boolean {
    if ((this.pool.serial[request] ?? -1) >= 0) return false;
    this.tally.strayAnswers++;
    return true;
  }

  private retire(request: number, how: number): void {
    this.leave(request, how === ending.served);
    this.record(request, how);
    this.pool.release(request);
  }

  private record(request: number, how: number): void {
    if (this.onRecord !== undefined) this.onRecord(requestRecord(this.plan, this.pool, request, how, this.nowMs));
  }

  /** The latest attempt of a request has ended, if there was one. */
  private leave(request: number, served: boolean): void {
    if (!this.looksAtLoad) return;
    const deployment = this.pool.deployment[request] ?? -1;
    if (deployment < 0) return;
    this.load.ended(request, deployment);
    if (this.learns) this.learn(request, served);
  }

  private learn(request: number, served: boolean): void {
    const { sentTo, sentWith, sentMs } = this.pool;
    const [replica, inFlight] = [sentTo[request] ?? 0, sentWith[request] ?? 0];
    this.selector.learn?.({ replica, inFlight, latencyMs: this.nowMs - (sentMs[request] ?? 0), served }, this.load);
  }

  private giveUp(): void {
    const { pool, deadlines } = this;
    const request = deadlines.take();
    if (pool.serial[request] !== deadlines.serial) return;
    if (pool.held[request] === 1) this.fleet.cancel(request, pool.deployment[request] ?? 0);
    this.end(request, ending.clientTimeout);
  }

  private fleetDue(code: number, subject: number): void {
    this.fleet.due(code, subject);
    if (this.readinessIsNew) this.route();
    if (this.toRetry.length > 0) this.retry();
  }

  /** The time axis is cut here: what is counted from now on belongs to another span or bin, and changes take place. */
  private cut(): void {
    this.ledger.enterTime(this.nowMs);
    const nextMs = this.plan.cutsMs[++this.nextCut];
    if (nextMs !== undefined) this.events.push(nextMs, cutCode, 0);
    this.applyChanges();
    this.route();
    if (this.toRetry.length > 0) this.retry();
  }

  private applyChanges(): void {
    const { timeline } = this.scenario;
    const due = timeline.slice(this.nextChange).filter(({ atMs }) => atMs <= this.nowMs);
    if (due.length === 0) return;
    this.nextChange += due.length;
    this.closeTrackers(this.nowMs);
    const version = this.control.committed.table.version + 1;
    for (const change of due) {
      this.control.apply(change.id, change);
      if (change.kind !== "traffic") continue;
      this.source.changeArrivals(change.arrivals, this.nowMs);
      this.headroom.trafficChanged(change.arrivals, this.nowMs);
    }
    const desired = this.control.desiredUnits();
    const begun = this.plan.trackers.filter(({ atMs }) => atMs === this.nowMs);
    this.trackers = [...this.trackers, ...begun.map((plan) => new Tracker(plan, version, desired))];
  }

  /** Readiness, weights or the router may have changed: routes by what is right now. */
  private route(): void {
    const before = this.view;
    this.readinessIsNew = false;
    const moved = this.control.commit();
    this.view = this.control.inForce;
    if (moved) {
      this.selector = this.control.selector;
      this.learns = this.selector.learn !== undefined;
      this.load.routeBy(this.view, this.control.replicasSeen);
      this.tableIsNew = true;
      for (const tracker of this.trackers) tracker.lastDecision(before.table.version, this.lastPickMs);
    }
    for (const tracker of this.trackers) tracker.sharesInForce(this.view.shares, this.nowMs);
    this.headroom.routingChanged(this.view.shares, this.nowMs);
    this.ledger.enterSplit(this.control.committed);
  }

  private closeTrackers(nowMs: number): void {
    const newest = this.control.committed.table.version;
    for (const tracker of this.trackers) {
      if (tracker.plan.closesMs > nowMs) continue;
      tracker.lastDecision(this.view.table.version, this.lastPickMs);
      const into = this.tally.trackers[this.plan.trackers.indexOf(tracker.plan)];
      if (into !== undefined) tracker.close(newest, into);
    }
    this.trackers = this.trackers.filter(({ plan }) => plan.closesMs > nowMs);
  }

  private finish(limitMs: number): void {
    const { tally, pool } = this;
    if (pool.size > 0) this.nowMs = limitMs;
    for (const request of pool.live()) this.end(request, ending.runOver);
    this.closeTrackers(Number.POSITIVE_INFINITY);
    this.headroom.close(this.scenario.durationMs, tally.headroom);
    this.ledger.close();
    tally.requests = pool.taken;
    tally.replications = 1;
    for (const refusal of new Set(this.control.refusals)) tally.notes.set(refusal, 1);
    judgeThresholds(this.plan, tally);
  }

  /** A uniform variate for the fate of a request's present attempt, the same under every strategy. */
  private luckOf(request: number): number {
    const attempt = this.countsAttempts ? (this.pool.attempt[request] ?? 1) : 1;
    return unit53(this.faultChance.at(this.pool.serial[request] ?? 0, attempt));
  }
}

/** Strategies that look at the load of deployments, but not at that of each replica. */
const blindToReplicas: ReadonlySet<string> = new Set(["even-load", "module"]);

/** Whether any strategy that may be in force looks at the load, and at that of single replicas; what none does costs nothing. */
function looksOf({ router, timeline }: Scenario, forced: AskedStrategy | undefined): Looks {
  const named = timeline.flatMap((change): readonly (Strategy | undefined)[] => {
    if (change.kind === "create-router") return [change.router.strategy];
    return change.kind === "update-router" ? [change.strategy] : [];
  });
  const all = (forced === undefined ? [router.strategy, ...named] : [forced]).filter(
    (strategy) => strategy !== undefined,
  );
  const looking = all.filter((strategy) => {
    const kind = strategyClass(strategy);
    return kind === "load-aware" || kind === "sticky";
  });
  return {
    atLoad: looking.length > 0,
    atReplicas: looking.some((strategy) => !blindToReplicas.has(strategyName(strategy))),
  };
}

interface Looks {
  readonly atLoad: boolean;
  readonly atReplicas: boolean;
}
