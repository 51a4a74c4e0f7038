import type { z } from "zod";
import type { OrderField, Table } from "../../resourceStore.ts";
import { checkPageQuery } from "../checkPageQuery.ts";
import { compareText } from "../compareText.ts";
import type { KeptItem } from "../keptItem.ts";
import { positionOf } from "../position.ts";
import type { TransactionGate } from "../transactionGate.ts";
import { wholeRecord } from "../wholeRecord.ts";
import { SortedItems } from "./sortedItems.ts";
import type { UndoLog } from "./undoLog.ts";

/** Told of every item that comes or goes, so that it can find items in other ways. */
export interface Watcher<Item> {
  came(item: Item): void;
  went(item: Item): void;
}

export interface MemoryTableParts<Item> {
  readonly schema: z.ZodType<Item>;
  readonly gate: TransactionGate;
  readonly undo: UndoLog;
  readonly watcher?: Watcher<Item>;
}

export function memoryTable<Item extends KeptItem>(parts: MemoryTableParts<Item>): Table<Item> {
  const { schema, gate, undo, watcher } = parts;
  const accounts = new Map<string, AccountItems<Item>>();

  function replace(before: Item | undefined, after: Item | undefined): void {
    if (before !== undefined) {
      accounts.get(before.account)?.remove(before);
      watcher?.went(before);
    }
    if (after !== undefined) {
      accountOf(after.account).insert(after);
      watcher?.came(after);
    }
  }

  function accountOf(account: string): AccountItems<Item> {
    const known = accounts.get(account);
    if (known !== undefined) return known;
    const fresh = new AccountItems<Item>();
    accounts.set(account, fresh);
    return fresh;
  }

  function change(before: Item | undefined, after: Item | undefined): void {
    replace(before, after);
    undo.add(() => replace(after, before));
  }

  function get(account: string, id: string): Item | undefined {
    gate.mustRead();
    return accounts.get(account)?.byId.get(id);
  }

  return {
    get,
    page: (account, query) => {
      gate.mustRead();
      checkPageQuery(query);
      return (
        accounts.get(account)?.orders[query.order.field].page(query.after, query.limit, query.order.descending) ?? []
      );
    },
    count: (account) => {
      gate.mustRead();
      return accounts.get(account)?.byId.size ?? 0;
    },
    all: () => {
      gate.mustRead();
      return [...accounts].sort(([a], [b]) => compareText(a, b)).flatMap(([, items]) => items.orders.id.all);
    },
    put: (item) => {
      gate.mustChange();
      const kept = wholeRecord(schema, item);
      change(get(kept.account, kept.id), kept);
    },
    delete: (account, id) => {
      gate.mustChange();
      const before = get(account, id);
      if (before !== undefined) change(before, undefined);
      return before !== undefined;
    },
  };
}

class AccountItems<Item extends KeptItem> {
  readonly byId = new Map<string, Item>();
  readonly orders: Readonly<Record<OrderField, SortedItems<Item>>> = {
    id: new SortedItems((item) => positionOf(item, "id")),
    displayName: new SortedItems((item) => positionOf(item, "displayName")),
    createTimeMs: new SortedItems((item) => positionOf(item, "createTimeMs")),
    updateTimeMs: new SortedItems((item) => positionOf(item, "updateTimeMs")),
  };

  insert(item: Item): void {
    this.byId.set(item.id, item);
    for (const order of Object.values(this.orders)) order.insert(item);
  }

  remove(item: Item): void {
    this.byId.delete(item.id);
    for (const order of Object.values(this.orders)) order.remove(item);
  }
}
