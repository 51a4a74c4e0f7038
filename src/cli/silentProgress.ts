import type { ProgressView } from "./progressView.ts";

/** Says nothing: for `--quiet`. What matters is in the result's notes as well. */
export const silentProgress: ProgressView = { update: () => {}, note: () => {}, close: () => {} };
