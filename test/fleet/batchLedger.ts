import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { Server } from "../../src/fleet/server.ts";
import type { Work } from "../../src/fleet/work.ts";
import { requestTable } from "./requestTable.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

export interface LedgerEntry {
  readonly replica: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly submittedMs: number;
  readonly accepted: boolean;
  /** Undefined when it was never admitted. */
  readonly startMs: number | undefined;
  readonly firstTokenMs: number | undefined;
  /** How and when it left; one ending if all is well. */
  readonly endings: readonly Ending[];
  readonly endMs: number;
}

type Ending = "served" | "evicted" | "cancelled";

/** A batching server in virtual time, with a book of all that was asked of it and all that it told. */
export class BatchLedger {
  readonly server: Server;
  readonly drained: { readonly replica: number; readonly held: number }[] = [];
  readonly drainAsked: Set<number> = new Set();
  readonly removed: Set<number> = new Set();
  replicas = 0;
  private readonly agenda: VirtualAgenda = new VirtualAgenda();
  private readonly work: Work;
  private readonly sent: { readonly replica: number; readonly submittedMs: number; readonly accepted: boolean }[] = [];
  private readonly left: { readonly request: number; readonly ending: Ending; readonly endMs: number }[] = [];

  constructor(spec: BatchingReplicaSpec, capacity: number) {
    this.work = requestTable(capacity);
    this.work.startMs.fill(-1);
    this.work.firstTokenMs.fill(-1);
    this.server = createBatchServer(spec, {
      work: this.work,
      agenda: this.agenda,
      code: 0,
      observer: {
        served: (request) => this.leave(request, "served"),
        evicted: (request) => this.leave(request, "evicted"),
        drained: (replica) => this.drained.push({ replica, held: this.held(replica) }),
      },
    });
  }

  add(): void {
    this.server.add(this.replicas++);
  }

  /** To the replica of that number, counted round among those that take requests; to nobody when there is none. */
  submit(choice: number, promptTokens: number, outputTokens: number): void {
    const open = Array.from({ length: this.replicas }, (_, replica) => replica).filter(
      (replica) => !this.drainAsked.has(replica) && !this.removed.has(replica),
    );
    const replica = open[choice % open.length];
    if (replica === undefined) return;
    const request = this.sent.length;
    this.work.promptTokens[request] = promptTokens;
    this.work.outputTokens[request] = outputTokens;
    const accepted = this.server.submit(request, replica);
    this.sent.push({ replica, submittedMs: this.agenda.nowMs, accepted });
  }

  cancel(request: number): void {
    if (this.sent[request]?.accepted !== true || this.left.some((each) => each.request === request)) return;
    this.leave(request, "cancelled");
    this.server.cancel(request);
  }

  drain(replica: number): void {
    if (replica >= this.replicas || this.removed.has(replica)) return;
    this.drainAsked.add(replica);
    this.server.drain(replica);
  }

  remove(replica: number): void {
    if (replica >= this.replicas) return;
    this.removed.add(replica);
    this.server.remove(replica);
  }

  wait(ms: number): void {
    this.agenda.playUntil(this.agenda.nowMs + ms, (replica) => this.server.due(replica));
  }

  /** Nothing more is asked; all appointments are played. */
  finish(): void {
    this.agenda.playUntil(Number.POSITIVE_INFINITY, (replica) => this.server.due(replica));
  }

  held(replica: number): number {
    const gone = new Set(this.left.map(({ request }) => request));
    return this.sent.filter((each, request) => each.replica === replica && each.accepted && !gone.has(request)).length;
  }

  get requests(): readonly LedgerEntry[] {
    return this.sent.map((each, request) => {
      const endings = this.left.filter((leaving) => leaving.request === request);
      return {
        ...each,
        promptTokens: this.work.promptTokens[request] ?? 0,
        outputTokens: this.work.outputTokens[request] ?? 0,
        startMs: timeOf(this.work.startMs[request]),
        firstTokenMs: timeOf(this.work.firstTokenMs[request]),
        endings: endings.map(({ ending }) => ending),
        endMs: endings[0]?.endMs ?? Number.POSITIVE_INFINITY,
      };
    });
  }

  private leave(request: number, ending: Ending): void {
    this.left.push({ request, ending, endMs: this.agenda.nowMs });
  }
}

function timeOf(cell: number | undefined): number | undefined {
  return cell === undefined || cell < 0 ? undefined : cell;
}
