import { asFields } from "../../scenario/json/asFields.ts";
import { formatPath } from "../../scenario/json/formatPath.ts";
import type { JsonPath } from "../../scenario/json/jsonPath.ts";
import type { Mistake } from "../../scenario/mistake.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { parseScenario } from "../../scenario/parseScenario.ts";
import { quote } from "../../scenario/quote.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { putValue } from "../../scenario/study/putValue.ts";
import type { Study } from "../../scenario/study/study.ts";
import type { TraceRows } from "../../traffic/trafficSpec.ts";
import { comparablePhases, type MeasuredPhase, measuredPhase } from "../comparison/measuredPhase.ts";
import { makePlan, type Phase } from "../plan.ts";
import { plannedRequests } from "../plannedRequests.ts";
import { hashOf, writtenHash } from "./cellKey.ts";
import type { PointValues } from "./cellPoints.ts";
import { pointInWords, valueText } from "./pointInWords.ts";
import type { StudyMistakes } from "./studyMistakes.ts";
import type { SweepPoint } from "./sweepPlan.ts";

/** A point with the fingerprints of its scenario, as it is written, and of the files that it names. */
export interface ReadPoint extends SweepPoint {
  readonly hash: string;
  /** Name and SHA-256 of the text, in the order of the names. */
  readonly traces: readonly (readonly [string, string])[];
}

/** Puts the values of points into the scenario of a study and reads what comes out, by the rules for any scenario. */
export class PointReader {
  private readonly study: Study;
  private readonly mistakes: StudyMistakes;
  private readonly traces = new Map<string, TraceRows>();
  private readonly hashes = new Map<string, string>();
  /** Phases that the first point is measured in. */
  private phases: readonly string[] | undefined;

  constructor(study: Study, mistakes: StudyMistakes) {
    this.study = study;
    this.mistakes = mistakes;
  }

  /**
   * The point with these values; undefined when something is wrong with it, which is then told.
   *
   * @param cell the number of its first cell, from 1
   */
  read(values: PointValues, cell: number): ReadPoint | undefined {
    const fields = this.fieldsWith(values);
    if (fields === undefined) return undefined;
    const reading = parseScenario(JSON.stringify(fields), {
      path: this.study.scenario.path,
      readText: (name) => this.readText(name),
      traces: this.traces,
    });
    if (reading.kind === "mistakes") {
      for (const mistake of reading.mistakes) this.blame(mistake, values, cell);
      return undefined;
    }
    const { scenario } = reading;
    const measures = this.measuresIn(scenario, this.inWords(values, cell));
    return {
      ...{ values, scenario, measures },
      requests: plannedRequests(scenario),
      hash: writtenHash(fields),
      traces: this.tracesOf(scenario),
    };
  }

  private tracesOf(scenario: Scenario): ReadPoint["traces"] {
    const used = rowsIn(scenario);
    return [...this.traces]
      .filter(([, rows]) => used.includes(rows))
      .map(([name]) => [name, this.hashes.get(name) ?? ""] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private readText(name: string): string | undefined {
    const text = this.study.scenario.readText(name);
    if (text !== undefined) this.hashes.set(name, hashOf(text));
    return text;
  }

  private fieldsWith(values: PointValues): Readonly<Record<string, unknown>> | undefined {
    let value: unknown = this.study.scenario.fields;
    for (const [which, { paths }] of this.study.parameters.entries()) {
      for (const path of paths) {
        const putting = putValue(value, path, values[which]);
        // A value may have taken away the place of another; that there is one at all was checked before.
        if (putting.kind === "mistake") this.mistakes.add(["parameters", which], putting.message);
        else value = putting.value;
      }
    }
    return asFields(value);
  }

  /** Finds out whose fault it is: the value of a parameter, the scenario as it is written, or values that do not agree. */
  private blame(mistake: Mistake, values: PointValues, cell: number): void {
    const { parameters, scenario } = this.study;
    const owners = parameters.flatMap(({ paths }, which) =>
      paths.some((path) => touches(mistake.path, formatPath(path))) ? [which] : [],
    );
    const where = this.inWords(values, cell);
    const said = mistake.path === "" ? mistake.message : `${mistake.path}: ${mistake.message}`;
    if (mistake.file !== undefined) {
      this.mistakes.addMistake({ ...mistake, message: `${mistake.message} (first met in ${where})` }, mistake.message);
    } else if (owners.length > 0) {
      for (const which of owners) this.blameValue(which, said, values, where);
    } else {
      const asWritten = scenario.mistakes.find(
        ({ path, message }) => isSamePlace(path, mistake.path) && message === mistake.message,
      );
      if (asWritten === undefined) this.mistakes.add(["parameters"], `in ${where}, ${said}`, said);
      else this.mistakes.addMistake(asWritten);
    }
  }

  private blameValue(which: number, said: string, values: PointValues, where: string): void {
    const { name, values: all } = this.study.parameters[which] ?? { name: "", values: undefined };
    const value = values[which];
    const position = all?.kind === "list" ? all.list.indexOf(value) : -1;
    const at: JsonPath = position < 0 ? ["parameters", which, "range"] : ["parameters", which, "values", position];
    const shown = quote(valueText(value));
    this.mistakes.add(at, `with ${quote(name)} at ${shown} (${where}), ${said}`, said);
  }

  private measuresIn(scenario: Scenario, where: string): readonly MeasuredPhase[] {
    const { measures } = this.study;
    const names = scenario.fleet.map(({ name }) => name);
    for (const [position, { metric }] of measures.entries()) {
      const { deployment } = metric;
      if (deployment === undefined || names.includes(deployment)) continue;
      const message = `the scenario has no deployment ${quote(deployment)}${didYouMean(deployment, names)}`;
      this.mistakes.add(["measures", position], message);
    }
    const phases = this.phasesOf(scenario, where);
    return measures.flatMap((measure) => phases.map((phase) => measuredPhase(measure, phase)));
  }

  private phasesOf(scenario: Scenario, where: string): readonly Phase[] {
    const known = comparablePhases(makePlan(scenario));
    const names = known.map(({ name }) => name);
    const { phases: asked } = this.study;
    if (!asked.includes("all")) {
      return asked.flatMap((name, position) => {
        const found = known.find((each) => each.name === name);
        if (found !== undefined) return [found];
        const choice = ["all", ...names].map(quote).join(" or ");
        this.mistakes.add(
          ["phases", position],
          `expected ${choice}, got ${quote(name)}${didYouMean(name, names)} (${where})`,
          name,
        );
        return [];
      });
    }
    this.phases ??= names;
    if (JSON.stringify(names) !== JSON.stringify(this.phases)) {
      this.mistakes.add(
        ["phases"],
        `"all" takes the same phases in every cell, but ${where} has ${names.map(quote).join(", ")} where the first has ${this.phases.map(quote).join(", ")}: name those to measure in`,
        "all",
      );
    }
    return known;
  }

  private inWords(values: PointValues, cell: number): string {
    const words = pointInWords(this.study.parameters, values);
    return words === "" ? "every cell" : `cell ${cell}, ${quoteless(words)}`;
  }
}

/** Readings that share their traces share the rows. */
function rowsIn({ traffic, timeline }: Scenario): readonly TraceRows[] {
  const processes = [
    traffic.arrivals,
    ...timeline.flatMap((change) => (change.kind === "traffic" ? [change.arrivals] : [])),
  ];
  return processes.flatMap((arrivals) => (arrivals.kind === "trace" ? [arrivals.rows] : []));
}

/** Values are quoted from outside: nothing in them may steer a terminal. */
function quoteless(words: string): string {
  return quote(words).slice(1, -1).replaceAll('\\"', '"');
}

/** A mistake at a place is about what lies within it and about what it lies in. */
function touches(place: string, path: string): boolean {
  return place !== "" && (isInside(place, path) || isInside(path, place));
}

function isInside(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

/** Mistakes of a scenario inside a study stand below `scenario`. */
function isSamePlace(written: string, place: string): boolean {
  return written === place || written === `scenario.${place}` || (place === "" && written === "scenario");
}
