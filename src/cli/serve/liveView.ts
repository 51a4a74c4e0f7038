/** Shows how a server fares, over and over, on stderr. */
export interface LiveView {
  /** @param lineWithin gives the line in at most so many columns */
  update(lineWithin: (width: number) => string): void;
  /** A sentence in between. */
  note(sentence: string): void;
  /** Nothing more will come. */
  close(): void;
}
