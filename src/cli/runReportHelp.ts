/** What `-o` takes of a result. */
export const runReportHelp: string =
  "Write a report: json=PATH or junit=PATH; may be repeated. {name} in PATH is the scenario's name";
