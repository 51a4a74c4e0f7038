import picocolors from "picocolors";
import type { Verdict } from "../experiment/result.ts";

/** The few tones of the terminal report; without colour every one of them leaves the text as it is. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  verdict(text: string, verdict: Verdict): string;
  /** The tone of the deployment with this number. */
  deployment(text: string, index: number): string;
}

export function createPaint(color: boolean): Paint {
  const colors = picocolors.createColors(color);
  const byVerdict = { pass: colors.green, fail: colors.red, inconclusive: colors.yellow, error: colors.magenta };
  const byDeployment = [colors.cyan, colors.yellow, colors.magenta, colors.green, colors.blue];
  return {
    strong: colors.bold,
    faint: colors.dim,
    verdict: (text, verdict) => colors.bold(byVerdict[verdict](text)),
    deployment: (text, index) => (byDeployment[index % byDeployment.length] ?? colors.reset)(text),
  };
}
