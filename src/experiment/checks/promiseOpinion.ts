import type { Evidence } from "../result.ts";

/** The judge's word on picks that were made under one kind of promise. */
export interface PromiseOpinion {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** Without the strategy before it. */
  readonly claim: string;
  readonly finding: string;
  readonly evidence: Evidence;
}

/** A run that could not have caught a departure of this size anywhere has not shown that the selector is right. */
export const conformsMargin = 0.05;

export const nothingRouted = "no request was routed, so there is nothing to judge";
