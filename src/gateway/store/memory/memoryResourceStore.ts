import type { ResourceStore, ResourceTables } from "../../resourceStore.ts";
import type { KeyRecord, RouterRecord } from "../../resources.ts";
import { compareText } from "../compareText.ts";
import { finishedWork } from "../finishedWork.ts";
import { deploymentRecordSchema, keyRecordSchema, routerRecordSchema } from "../recordSchemas.ts";
import { TransactionGate } from "../transactionGate.ts";
import { wholeRecord } from "../wholeRecord.ts";
import { memoryTable, type Watcher } from "./memoryTable.ts";
import { NamedRouters } from "./namedRouters.ts";
import { UndoLog } from "./undoLog.ts";

/** A store that lives and dies with the process and belongs to it alone. */
export function memoryResourceStore(): ResourceStore {
  const gate = new TransactionGate();
  const undo = new UndoLog();
  const byDeployment = new NamedRouters(({ deployments }) => deployments);
  const byAlias = new NamedRouters(({ aliases }) => aliases);
  const keys = new Map<string, KeyRecord>();
  let version = 0;

  const tables: ResourceTables = {
    routers: memoryTable({ schema: routerRecordSchema, gate, undo, watcher: both(byDeployment, byAlias) }),
    deployments: memoryTable({ schema: deploymentRecordSchema, gate, undo }),
    routersOf: (account, deployment) => {
      gate.mustRead();
      return byDeployment.find(account, deployment);
    },
    routerByAlias: (account, alias) => {
      gate.mustRead();
      return byAlias.find(account, alias)[0];
    },
    keyByHash: (hash) => {
      gate.mustRead();
      return keys.get(hash);
    },
    allKeys: () => {
      gate.mustRead();
      return [...keys.values()].sort(compareKeys);
    },
    get version() {
      gate.mustRead();
      return version + (gate.changing ? 1 : 0);
    },
    putKey: (key) => {
      gate.mustChange();
      const kept = wholeRecord(keyRecordSchema, key);
      const before = keys.get(kept.hash);
      keys.set(kept.hash, kept);
      undo.add(() => (before === undefined ? keys.delete(kept.hash) : keys.set(kept.hash, before)));
    },
    deleteKey: (hash) => {
      gate.mustChange();
      const before = keys.get(hash);
      if (before === undefined) return false;
      keys.delete(hash);
      undo.add(() => keys.set(hash, before));
      return true;
    },
  };

  /** Runs inside the gate, so that a transaction that is refused there takes nothing back. */
  function wholeOrNothing<T>(work: (tables: ResourceTables) => T): T {
    try {
      const result = finishedWork(work, tables);
      if (!undo.empty) version++;
      undo.forget();
      return result;
    } catch (error) {
      undo.takeBack();
      throw error;
    }
  }

  return {
    change: (work) => gate.pass("changing", () => wholeOrNothing(work)),
    read: (work) => gate.pass("reading", () => finishedWork(work, tables)),
    get version() {
      gate.mustBeOpen();
      return version;
    },
    close: () => {
      gate.close();
    },
  };
}

function compareKeys(a: KeyRecord, b: KeyRecord): number {
  return compareText(a.account, b.account) || compareText(a.name, b.name) || compareText(a.hash, b.hash);
}

function both(first: Watcher<RouterRecord>, second: Watcher<RouterRecord>): Watcher<RouterRecord> {
  return {
    came: (router) => {
      first.came(router);
      second.came(router);
    },
    went: (router) => {
      first.went(router);
      second.went(router);
    },
  };
}
