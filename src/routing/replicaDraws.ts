import type { RandomSource } from "../engine/randomSource.ts";
import { idleLoad } from "./idleLoad.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { weightedRandom } from "./weightedRandom.ts";

/** Draws of one more replica before it is given up: where nearly all weight is on one, another may hardly ever come. */
const patience = 8;

/**
 * Different replicas drawn at random by weight, or all of them where as many are asked for. Made for one routing table
 * that somebody can be routed to.
 */
export class ReplicaDraws {
  /** Slots of the last draw; the first `draw` says how many of them count. */
  readonly slots: Int32Array;
  private readonly one: Selector;
  private readonly all: boolean;

  /** @param choices replicas to draw, integer >= 1; never more than there are */
  constructor(table: RoutingTable, choices: number) {
    this.all = choices >= table.slots;
    this.slots = new Int32Array(Math.min(choices, table.slots));
    this.one = weightedRandom(table);
  }

  /** The first one drawn has the shares of the table exactly. Returns how many were drawn. */
  draw(random: RandomSource): number {
    const { slots, one } = this;
    const first = one.pick(random, idleLoad);
    slots[0] = first;
    if (this.all) return this.takeAll(first);
    let drawn = 1;
    for (let i = 1; i < slots.length; i++) {
      for (let tries = 0; tries < patience; tries++) {
        const slot = one.pick(random, idleLoad);
        if (this.isDrawn(slot, drawn)) continue;
        slots[drawn++] = slot;
        break;
      }
    }
    return drawn;
  }

  private takeAll(first: number): number {
    const { slots } = this;
    for (let i = 1; i < slots.length; i++) slots[i] = i <= first ? i - 1 : i;
    return slots.length;
  }

  private isDrawn(slot: number, drawn: number): boolean {
    for (let i = 0; i < drawn; i++) if (this.slots[i] === slot) return true;
    return false;
  }
}
