/** What happens to one batching replica, in order of time; those of one instant happen before the boundary of that instant. */
export type BatchOperation =
  | { readonly kind: "submit"; readonly atMs: number; readonly promptTokens: number; readonly outputTokens: number }
  /** `request` counts the submissions, from 0. */
  | { readonly kind: "cancel"; readonly atMs: number; readonly request: number }
  | { readonly kind: "slow"; readonly atMs: number; readonly factor: number };

/** What became of one submission. Times that never came are NaN. */
export interface BatchFate {
  readonly accepted: boolean;
  readonly startMs: number;
  readonly firstTokenMs: number;
  readonly servedMs: number;
}
