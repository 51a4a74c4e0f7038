/** What the store itself looks at in a router or a deployment: where it belongs and the fields that order lists. */
export interface KeptItem {
  readonly account: string;
  readonly id: string;
  readonly displayName: string;
  readonly createTimeMs: number;
  readonly updateTimeMs: number;
}
