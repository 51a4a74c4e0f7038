import type { ReadTable, ReadTables } from "../../resourceStore.ts";
import { type Answer, answer, refuse } from "../canonicalError.ts";
import type { Control } from "../control.ts";
import type { Call } from "../route.ts";
import type { ListedRecord, Listing } from "./listing.ts";
import { listPage } from "./listPage.ts";
import type { ListQuery } from "./listQuery.ts";
import { readListRequest } from "./listRequest.ts";

/** A collection, whatever transaction it is read in. */
export interface ListedCollection<Item extends ListedRecord> extends Pick<Listing<Item>, "collection" | "fields"> {
  readonly table: (tables: ReadTables) => ReadTable<Item>;
  readonly view: (item: Item, tables: ReadTables) => object;
}

/** Answers one page of a collection: the resources under its name, `nextPageToken` and `totalSize`. */
export function listCall<Item extends ListedRecord>(
  { store, tokens }: Control,
  { path: { account }, query, mistakes }: Call<ListQuery>,
  { collection, fields, table, view }: ListedCollection<Item>,
): Answer {
  const request = readListRequest(query, account, collection, fields, tokens, mistakes);
  if (request === undefined) return refuse("INVALID_ARGUMENT", mistakes.list());
  const page = store.read((tables) =>
    listPage({ collection, fields, table: table(tables), view: (item) => view(item, tables) }, request),
  );
  if (page.kind === "mistake") return refuse("INVALID_ARGUMENT", [page.mistake]);
  const { resources, next, totalSize } = page;
  return answer({
    [collection]: resources,
    nextPageToken: next === undefined ? "" : tokens.write(next, request.parameters),
    ...(totalSize === undefined ? {} : { totalSize }),
  });
}
