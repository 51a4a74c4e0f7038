/** One step from a schema to the next. A step that has been released never changes: a later one mends it. */
export interface Migration {
  /** Schema that the file has after the step: 1, 2, 3... without a gap. */
  readonly schema: number;
  /** Statements that take a file of the schema before there; run in one transaction with the steps around it. */
  readonly statements: string;
}
