/** What one of several checks may spend of a false-alarm rate that all of them share. */
export interface ErrorBudget {
  /** Error rate of one check, whatever the checks have to do with one another (Bonferroni): familywise / checks. */
  readonly each: number;
  /** The slightly larger rate that independent checks may have (Sidak): 1 - (1 - familywise)^(1/checks). */
  readonly eachIndependent: number;
  /** ln E at which an e-process of one check rejects: ln(1 / each). */
  readonly logEThreshold: number;
}

/** `errorBudget(1e-6, 50)` is 2e-8 for each, 17.72753356339242 for its ln E. RangeError for no checks or no error rate. */
export function errorBudget(familywise: number, checks: number): ErrorBudget {
  if (!(familywise > 0 && familywise < 1 && checks >= 1)) {
    throw new RangeError(`An error rate in (0, 1) is shared by 1 or more checks, not ${familywise} by ${checks}.`);
  }
  const each = familywise / checks;
  return {
    each,
    eachIndependent: -Math.expm1(Math.log1p(-familywise) / checks),
    logEThreshold: -Math.log(each),
  };
}
