/** The columns that every tidy row of a sweep has beside its parameters, in their order; parameters stand after `cell`. */
export const rowColumns = [
  "study",
  "cell",
  "strategy",
  "seed",
  "replications",
  "requests",
  "phase",
  "measure",
  "value",
  "unit",
] as const;
