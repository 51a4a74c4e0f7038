import type { Agenda } from "./agenda.ts";
import type { SlotReplicaSpec } from "./deploymentSpec.ts";
import { RequestQueue } from "./requestQueue.ts";
import type { Server, ServerObserver } from "./server.ts";
import type { ServerPorts } from "./serverPorts.ts";
import { type ServiceTime, serviceTime } from "./serviceTime.ts";
import type { Work } from "./work.ts";

const none = -1;
const gone = 0;
const open = 1;
const draining = 2;

/**
 * Replicas with a fixed number of slots: each slot serves one request at a time, in the time the service law gives it;
 * the others wait first come, first served. `pooled`: one queue before all replicas of the deployment, which makes it an
 * M/G/c queue; otherwise each replica has its own.
 *
 * The tokens of an answer come out evenly over its service, the last at the end: a law of the whole says no more.
 *
 * Left out: slots do not slow each other down (batching replicas do), and a slow-down leaves work already begun alone.
 */
export function createSlotServer(spec: SlotReplicaSpec, pooled: boolean, ports: ServerPorts): Server {
  return new SlotServer(spec, pooled, ports);
}

class SlotServer implements Server {
  private readonly slots: number;
  private readonly queueLimit: number;
  private readonly pooled: boolean;
  private readonly service: ServiceTime;
  private readonly work: Work;
  private readonly agenda: Agenda;
  private readonly code: number;
  private readonly observer: ServerObserver;

  private factor = 1;
  private openReplicas = 0;
  private drainingReplicas = 0;

  /** By replica. */
  private state: Int32Array = new Int32Array(0);
  /** By channel: the slots of replica r are the channels r·slots … r·slots + slots − 1. */
  private channelRequest: Int32Array = new Int32Array(0);
  private channelEndMs: Float64Array = new Float64Array(0);
  /** 1 while the channel's replica takes requests. */
  private channelOpen: Uint8Array = new Uint8Array(0);
  private nextFree: Int32Array = new Int32Array(0);
  /** By pool: the whole deployment (0), or one a replica. */
  private firstFree: Int32Array = new Int32Array(0);
  private readonly queues: RequestQueue[] = [];
  /** The one queue of a pooled deployment. */
  private readonly commonQueue: RequestQueue;

  constructor(spec: SlotReplicaSpec, pooled: boolean, ports: ServerPorts) {
    this.slots = spec.slots;
    this.queueLimit = spec.queue;
    this.pooled = pooled;
    this.service = serviceTime(spec.service);
    this.work = ports.work;
    this.agenda = ports.agenda;
    this.code = ports.code;
    this.observer = ports.observer;
    this.commonQueue = new RequestQueue(ports.work);
  }

  submit(request: number, replica: number): boolean {
    const pool = this.pooled ? 0 : replica;
    const channel = this.firstFree[pool] ?? none;
    if (channel !== none) {
      this.firstFree[pool] = this.nextFree[channel] ?? none;
      this.begin(request, channel);
      return true;
    }
    const queue = this.queueOf(pool);
    if (queue.length >= (this.pooled ? this.queueLimit * this.openReplicas : this.queueLimit)) return false;
    this.work.place[request] = ~pool;
    queue.push(request);
    return true;
  }

  due(channel: number): void {
    const request = this.channelRequest[channel] ?? none;
    if (request === none || this.channelEndMs[channel] !== this.agenda.nowMs) return;
    this.vacate(channel);
    this.observer.served(request);
  }

  cancel(request: number): void {
    const place = this.work.place[request] ?? none;
    if (place < 0) this.queueOf(~place).unlink(request);
    else this.vacate(place);
  }

  add(replica: number): void {
    this.makeRoom(replica);
    this.state[replica] = open;
    this.openReplicas++;
    const pool = this.pooled ? 0 : replica;
    const queue = this.queueOf(pool);
    for (let channel = (replica + 1) * this.slots - 1; channel >= replica * this.slots; channel--) {
      this.channelOpen[channel] = 1;
      if (queue.length > 0) this.begin(queue.shift(), channel);
      else this.free(channel, pool);
    }
  }

  drain(replica: number): void {
    if (this.state[replica] !== open) return;
    this.state[replica] = draining;
    this.openReplicas--;
    this.drainingReplicas++;
    this.closeChannels(replica);
    if (this.busyChannels(replica) === 0) this.finishDrain(replica);
  }

  remove(replica: number): void {
    if (this.state[replica] === gone) return;
    if (this.state[replica] === open) this.openReplicas--;
    else this.drainingReplicas--;
    this.state[replica] = gone;
    this.closeChannels(replica);
    for (let channel = replica * this.slots; channel < (replica + 1) * this.slots; channel++) {
      const request = this.channelRequest[channel] ?? none;
      this.channelRequest[channel] = none;
      if (request !== none) this.observer.evicted(request);
    }
    if (!this.pooled) this.evictWaiting(replica);
    else if (this.openReplicas + this.drainingReplicas === 0) this.evictWaiting(0);
  }

  tokensOut(request: number): number {
    const channel = this.work.place[request] ?? none;
    if (channel < 0) return 0;
    const tokens = this.work.outputTokens[request] ?? 1;
    const startMs = this.work.startMs[request] ?? 0;
    const { nowMs } = this.agenda;
    const share = (nowMs - startMs) / ((this.channelEndMs[channel] ?? 0) - startMs);
    // The quotient may be off by one token, or 0 / 0 where the service takes no time: the instants themselves decide.
    let out = share > 0 ? Math.min(tokens, Math.floor(share * tokens)) : 0;
    while (out > 0 && this.tokenMs(request, channel, out) > nowMs) out--;
    while (out < tokens && this.tokenMs(request, channel, out + 1) <= nowMs) out++;
    return out;
  }

  nextTokenMs(request: number): number {
    const channel = this.work.place[request] ?? none;
    const out = this.tokensOut(request);
    if (channel < 0 || out >= (this.work.outputTokens[request] ?? 1)) return Number.POSITIVE_INFINITY;
    return this.tokenMs(request, channel, out + 1);
  }

  inFlight(replica: number): number {
    const busy = this.busyChannels(replica);
    return this.pooled ? busy : busy + this.queueOf(replica).length;
  }

  slow(factor: number): void {
    this.factor = factor;
  }

  capacityPerSecond(ready: number): number {
    return (1000 * ready * this.slots) / (this.service.meanMs * this.factor);
  }

  private begin(request: number, channel: number): void {
    const nowMs = this.agenda.nowMs;
    const endMs = nowMs + this.service.ofMs(this.work, request) * this.factor;
    this.work.startMs[request] = nowMs;
    this.work.place[request] = channel;
    this.channelRequest[channel] = request;
    this.channelEndMs[channel] = endMs;
    this.agenda.schedule(endMs, this.code, channel);
    this.observer.answering?.(request);
  }

  /** When the nth token is out, from 1. */
  private tokenMs(request: number, channel: number, token: number): number {
    const endMs = this.channelEndMs[channel] ?? 0;
    const tokens = this.work.outputTokens[request] ?? 1;
    if (token >= tokens) return endMs;
    const startMs = this.work.startMs[request] ?? 0;
    return startMs + (endMs - startMs) * (token / tokens);
  }

  /** The channel's request has left: the next in line takes its place, or the channel waits, or goes with its replica. */
  private vacate(channel: number): void {
    const pool = this.pooled ? 0 : this.replicaOf(channel);
    const queue = this.queueOf(pool);
    this.channelRequest[channel] = none;
    if (this.channelOpen[channel] === 0) this.vacateDraining(channel, queue);
    else if (queue.length > 0) this.begin(queue.shift(), channel);
    else this.free(channel, pool);
  }

  /** A draining replica serves its own queue to the end; a shared one only when nobody else is left to do it. */
  private vacateDraining(channel: number, queue: RequestQueue): void {
    const replica = this.replicaOf(channel);
    if (queue.length > 0 && (!this.pooled || this.openReplicas === 0)) this.begin(queue.shift(), channel);
    else if (this.busyChannels(replica) === 0) this.finishDrain(replica);
  }

  private replicaOf(channel: number): number {
    return Math.floor(channel / this.slots);
  }

  private busyChannels(replica: number): number {
    let busy = 0;
    for (let channel = replica * this.slots; channel < (replica + 1) * this.slots; channel++) {
      if (this.channelRequest[channel] !== none) busy++;
    }
    return busy;
  }

  private finishDrain(replica: number): void {
    this.state[replica] = gone;
    this.drainingReplicas--;
    this.observer.drained(replica);
  }

  private evictWaiting(pool: number): void {
    const queue = this.queueOf(pool);
    for (let request = queue.shift(); request !== none; request = queue.shift()) this.observer.evicted(request);
  }

  private free(channel: number, pool: number): void {
    this.nextFree[channel] = this.firstFree[pool] ?? none;
    this.firstFree[pool] = channel;
  }

  /** The replica's channels take nothing new: those that are free leave the list of free ones. */
  private closeChannels(replica: number): void {
    const pool = this.pooled ? 0 : replica;
    this.channelOpen.fill(0, replica * this.slots, (replica + 1) * this.slots);
    let channel = this.firstFree[pool] ?? none;
    this.firstFree[pool] = none;
    while (channel !== none) {
      const after = this.nextFree[channel] ?? none;
      if (this.channelOpen[channel] === 1) this.free(channel, pool);
      channel = after;
    }
  }

  private queueOf(pool: number): RequestQueue {
    const queue = this.pooled ? this.commonQueue : this.queues[pool];
    if (queue === undefined) throw new Error(`slot server: no pool ${pool}; the replica was never added`);
    return queue;
  }

  private makeRoom(replica: number): void {
    const pools = this.pooled ? 1 : replica + 1;
    while (this.queues.length < pools && !this.pooled) this.queues.push(new RequestQueue(this.work));
    if (replica < this.state.length) return;
    const replicas = Math.max(8, 2 * (replica + 1));
    const channels = replicas * this.slots;
    this.state = grown(this.state, new Int32Array(replicas));
    this.firstFree = grown(this.firstFree, new Int32Array(replicas).fill(none));
    this.channelRequest = grown(this.channelRequest, new Int32Array(channels).fill(none));
    this.nextFree = grown(this.nextFree, new Int32Array(channels).fill(none));
    const isOpen = new Uint8Array(channels);
    isOpen.set(this.channelOpen);
    this.channelOpen = isOpen;
    const endMs = new Float64Array(channels);
    endMs.set(this.channelEndMs);
    this.channelEndMs = endMs;
  }
}

function grown(old: Int32Array, larger: Int32Array): Int32Array {
  larger.set(old);
  return larger;
}
