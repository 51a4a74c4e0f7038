/** How far something is. */
export interface ProgressStep {
  readonly done: number;
  /** Undefined where nobody knows how much there is. */
  readonly planned: number | undefined;
  /** What is counted: "replications". */
  readonly noun: string;
  /** More in words: "144,000 requests". */
  readonly detail?: string;
  /** How long it will still take, "about 2m", where that is known better than from `done`; empty where it is not known yet. */
  readonly left?: string;
}

/** Shows how far something is, on stderr. */
export interface ProgressView {
  update(step: ProgressStep): void;
  /** A sentence in between. */
  note(sentence: string): void;
  /** Nothing more will come; the view is left or wiped. */
  close(): void;
}
