/** What came out of a cell. Plain data. */
export interface CellValues {
  readonly key: string;
  /** Of all its replications. */
  readonly requests: number;
  /** One a measured phase, in the order of the point's; null where nothing was measured. */
  readonly values: readonly (number | null)[];
}
