import type { OrderPromise } from "../../check/expectation.ts";
import type { SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import type { SourceRequest } from "./checkRequest.ts";

export type ExpectFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** What reading needs from outside. */
export interface ReadingPorts {
  /** The text of a file, or why it cannot be read. */
  readonly readFile: (path: string) => ExpectFile;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A source as it is asked for, and what is promised about its picks. */
export interface SourceReading {
  /** Given the requests that the check takes by its plan; null when nothing is left to chance. */
  readonly source: (planned: number | null) => SourceRequest;
  readonly schedule: SplitSchedule;
  /** What is promised about the order unless a flag says otherwise. */
  readonly order: OrderPromise;
  /** Selectors whose picks come in one sequence, 1 or more. */
  readonly merged: number;
  /** Selectors that each make a sequence of their own; 1 when absent. */
  readonly instances?: number;
  /** Things that the reader of the report must know. Sentences. */
  readonly notes: readonly string[];
}
