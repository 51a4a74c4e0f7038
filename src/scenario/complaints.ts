import type { JsonDocument, Position } from "./json/jsonDocument.ts";
import type { JsonPath } from "./json/jsonPath.ts";

/** Says what is wrong with the value at a path, or with the name of its field. A costly sentence is handed in as a function. */
export type Complain = (path: JsonPath, message: string | (() => string), part?: "name" | "value") => void;

/** A complaint with its place in the text. */
export interface PlacedComplaint extends Position {
  readonly path: JsonPath;
  readonly message: string;
}

/** More than anybody reads; it keeps a broken file of ten megabytes from becoming a hundred of messages. */
const mostTold = 1000;

/** Collects everything that is wrong with a document, in whatever order it is found. */
export class Complaints {
  private readonly document: JsonDocument;
  private readonly made: Made[] = [];

  constructor(document: JsonDocument) {
    this.document = document;
    for (const badName of document.badNames()) this.made.push(badName);
  }

  readonly complain: Complain = (path, message, part) => {
    this.made.push({ path, message, position: this.document.locate(path, part) });
  };

  get none(): boolean {
    return this.made.length === 0;
  }

  /** In the order of the text; beyond a thousand only their number. */
  list(): readonly PlacedComplaint[] {
    const sorted = this.made.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
    const told = sorted.slice(0, mostTold).map(place);
    const next = sorted[mostTold];
    if (next === undefined) return told;
    return [...told, place({ ...next, message: `and ${sorted.length - mostTold} more mistakes from here on` })];
  }
}

interface Made {
  readonly path: JsonPath;
  readonly message: string | (() => string);
  readonly position: Position;
}

function place({ path, message, position: { line, column } }: Made): PlacedComplaint {
  return { path, line, column, message: typeof message === "string" ? message : message() };
}
