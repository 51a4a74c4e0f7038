/** What the files of one folder of `src/` may reach. Whatever is not listed is forbidden. */
export interface Room {
  /** Rooms it may import; a room may always import itself. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types, and nothing that runs. */
  readonly typesOf?: readonly string[];
  /** Packages it may import. */
  readonly packages?: readonly string[];
  /** Modules of Node it may import, without `node:`; `"any"` for the rooms that meet the machine. */
  readonly node?: readonly string[] | "any";
}

const pure = ["engine", "statistics", "routing", "fleet", "traffic", "scenario"] as const;

/** Files that import a module of somebody else's choosing; everywhere else the target of an import is written out. */
export const openImports: readonly string[] = ["threads/importModule.ts"];

/** The rooms of the house. A folder or file of `src/` that is not here has no place. */
export const roomTable: Readonly<Record<string, Room>> = {
  engine: { rooms: [] },
  statistics: { rooms: [], packages: ["simple-statistics"] },
  routing: { rooms: ["engine"] },
  fleet: { rooms: ["engine"] },
  traffic: { rooms: ["engine"], packages: ["csv-parse"] },
  scenario: { rooms: ["routing", "fleet", "traffic"], packages: ["zod", "@humanwhocodes/momoa"] },
  threads: { rooms: [], packages: ["piscina"], node: ["url"] },
  experiment: { rooms: [...pure, "threads"], node: ["crypto", "os", "url"] },
  cluster: { rooms: ["experiment", "scenario"], packages: ["bullmq", "ioredis"], node: "any" },
  check: { rooms: [...pure, "experiment", "threads"], packages: ["csv-parse"], node: "any" },
  live: { rooms: ["engine", "traffic", "scenario"], packages: ["undici"], node: "any" },
  gateway: {
    rooms: ["engine", "routing", "fleet", "traffic", "scenario"],
    packages: ["fastify", "libsql", "prom-client", "undici", "zod"],
    node: "any",
  },
  report: {
    rooms: [],
    typesOf: ["experiment", "check"],
    packages: [
      "asciichart",
      "cli-table3",
      "csv-stringify",
      "hyparquet-writer",
      "junit-report-builder",
      "picocolors",
      "string-width",
    ],
  },
  vitest: { rooms: ["engine", "statistics", "routing", "check"], packages: ["vitest"] },
  cli: {
    rooms: [...pure, "experiment", "cluster", "check", "live", "gateway", "report"],
    packages: ["yargs", "picocolors", "cli-progress", "undici"],
    node: "any",
  },
  "index.ts": { rooms: [...pure, "experiment", "check", "report"] },
};
