import type { RandomSource } from "../engine/randomSource.ts";
import { TokenCount } from "./tokenCount.ts";
import type { TokenLaw, TraceRows } from "./trafficSpec.ts";

/** The sizes of requests in order of their arrival: a cursor that starts on the first. */
export interface RequestSizes {
  /** Integer >= 0. */
  readonly promptTokens: number;
  /** Integer >= 1. */
  readonly outputTokens: number;
  advance(): void;
}

/** Sizes that are drawn ahead of the requests. */
const blockLength = 128;

/** Independent sizes from the declared laws, drawn in blocks for the reason that arrivals are. */
export class DrawnSizes implements RequestSizes {
  promptTokens = 0;
  outputTokens = 1;
  private readonly random: RandomSource;
  private readonly prompt: TokenCount;
  private readonly output: TokenCount;
  private readonly prompts: Int32Array = new Int32Array(blockLength);
  private readonly outputs: Int32Array = new Int32Array(blockLength);
  private taken: number = blockLength;

  constructor(prompt: TokenLaw, output: TokenLaw, random: RandomSource) {
    this.random = random;
    this.prompt = new TokenCount(prompt, 0);
    this.output = new TokenCount(output, 1);
    this.advance();
  }

  advance(): void {
    if (this.taken === blockLength) {
      this.prompt.fill(this.random, this.prompts);
      this.output.fill(this.random, this.outputs);
      this.taken = 0;
    }
    this.promptTokens = this.prompts[this.taken] ?? 0;
    this.outputTokens = this.outputs[this.taken] ?? 1;
    this.taken++;
  }
}

/** The sizes that the rows of a trace carry, from the first again after the last. */
export class TraceSizes implements RequestSizes {
  promptTokens = 0;
  outputTokens = 1;
  private readonly rows: TraceRows;
  private row = -1;

  constructor(rows: TraceRows) {
    this.rows = rows;
    this.advance();
  }

  advance(): void {
    this.row = this.row + 1 === this.rows.atMs.length ? 0 : this.row + 1;
    this.promptTokens = this.rows.promptTokens[this.row] ?? 0;
    this.outputTokens = this.rows.outputTokens[this.row] ?? 1;
  }
}
