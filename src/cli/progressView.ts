import type { Progress } from "../experiment/runOptions.ts";

/** Shows how far a run is, on stderr. */
export interface ProgressView {
  update(progress: Progress): void;
  /** A sentence in between. */
  note(sentence: string): void;
  /** Nothing more will come; the view is left or wiped. */
  close(): void;
}
