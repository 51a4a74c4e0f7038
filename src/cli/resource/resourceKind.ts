import type { Column } from "../../report/dataTable.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";
import type { Fields } from "./fields.ts";
import type { ResourceArguments } from "./resourceArguments.ts";
import type { Collection } from "./resourceName.ts";

/** What the command line must know of a kind of resource. */
export interface ResourceKind {
  readonly noun: "router" | "deployment";
  readonly collection: Collection;
  /** The id that a new one is to have. */
  readonly newId: { readonly option: string; readonly parameter: string; of(typed: ResourceArguments): Typed };
  /** Body of the call that creates one. */
  readCreation(typed: ResourceArguments, reader: ArgumentReader): Fields;
  /** Body of the call that changes one: only what was typed. */
  readChange(typed: ResourceArguments, reader: ArgumentReader): Fields;
  /** What there is to say of one, in the order in which it is shown. */
  facts(resource: Fields): readonly Fact[];
  /** What a list shows beside the id. */
  readonly columns: readonly Column<Fields>[];
  /** Flags of the command that would create it again. */
  flags(resource: Fields): readonly string[];
}

/** A line of the view of a resource. Without a text there is nothing to say. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}
