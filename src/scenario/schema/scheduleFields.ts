import { z } from "zod";
import { parseTraceTimestamp } from "../../traffic/traceTimestamp.ts";
import { duration, positiveDuration } from "./duration.ts";
import { expectedShare } from "./expectedShare.ts";
import { expecting } from "./expecting.ts";
import { prose, textUpTo } from "./name.ts";

/** A phase as it is written; times in milliseconds. */
export interface WrittenPhase {
  readonly at: number;
  readonly name?: string;
  readonly expect: Readonly<Record<string, number | string>>;
}

/** Every field that a schedule of splits may have. */
export interface ScheduleFields {
  readonly $schema: z.ZodExactOptional<z.ZodType<string>>;
  readonly version: z.ZodType<1>;
  readonly description: z.ZodExactOptional<z.ZodType<string>>;
  readonly start: z.ZodExactOptional<z.ZodType<number>>;
  readonly duration: z.ZodExactOptional<z.ZodType<number>>;
  readonly phases: z.ZodType<readonly unknown[]>;
}

export const mostPhases = 100;

const instant = expecting('a time such as "2026-11-22T19:00:00Z", with its zone');
const endsWithZone = /(Z|[+-]\d\d:\d\d)$/;

export const scheduleFields: ScheduleFields = {
  $schema: textUpTo("Where editors find the JSON Schema of this file.", 2000).exactOptional(),
  version: z.literal(1).meta({ description: "Version of the schedule language." }),
  description: prose("For people.").exactOptional(),
  start: z
    .string({ error: instant })
    .regex(endsWithZone, { error: instant })
    .transform((text) => epochMs(text.replace("T", " ")))
    .refine((ms) => Number.isFinite(ms), { error: instant })
    .meta({ description: "Time 0 of the phases on the calendar; of the first request in the log unless given." })
    .exactOptional(),
  duration: positiveDuration("End of the last phase; none unless given.", "30m").exactOptional(),
  phases: z.array(z.unknown()).min(1, { error: "expected at least one phase, got none" }),
};

/** The name of a deployment as a log or an endpoint tells it. */
const anyName = textUpTo("Name of a deployment, as the log or the endpoint tells it.", 200);

export const phase: z.ZodType<WrittenPhase> = z.strictObject({
  at: duration("When the split begins to be right.", "5m"),
  name: textUpTo("Name of the phase; its number unless given.", 100).exactOptional(),
  expect: z.record(anyName, expectedShare).meta({
    description: 'Replica counts ({"a": 4, "b": 1}) or shares ({"a": "80%", "b": "20%"}).',
  }),
});

function epochMs(text: string): number {
  const at = parseTraceTimestamp(text);
  return at === undefined ? Number.NaN : at.seconds * 1000 + at.nanoseconds / 1e6;
}
