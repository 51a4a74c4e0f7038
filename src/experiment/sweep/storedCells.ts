import { createHash } from "node:crypto";
import { PlainFields, ShapeError, textOf } from "../plainFields.ts";
import type { CellValues } from "./cellValues.ts";

/** What the results of a store have in common: cells of other studies that share it may stand beside each other. */
export interface StoreHead {
  /** As in `CellFacts`. */
  readonly build: string;
  /** `scenarioHash` of the plan. */
  readonly scenario: string;
  readonly replications: number;
  /** Measures with their phases, in the order of the values. */
  readonly measured: readonly string[];
}

const format = "shuntyard-sweep-store";
/** Raised when a field changes its meaning or goes away. */
const version = 1;

export type StoreReading =
  | {
      readonly kind: "cells";
      readonly cells: readonly CellValues[];
      /** Bytes of the text that are whole lines; what follows is the last line of somebody who was cut short. */
      readonly wholeBytes: number;
    }
  /** A sentence without the name of the file. */
  | { readonly kind: "mistake"; readonly message: string };

/** The first line of a store, with its end. */
export function writeHead(head: StoreHead): string {
  return checkedLine({ format, version, ...head });
}

/** The line of a cell, with its end. */
export function writeCell({ key, requests, values }: CellValues): string {
  return checkedLine({ key, requests, values: values.map((value) => (Number.isFinite(value) ? value : null)) });
}

/**
 * Reads a store for a sweep with this head. Whole lines count, each with a checksum of its own: a last line that is not
 * whole is left out, any other that is not as it was written makes the whole store a mistake. Never throws.
 */
export function readStore(text: string, head: StoreHead): StoreReading {
  if (text === "" || isTornHead(text, head)) return { kind: "cells", cells: [], wholeBytes: 0 };
  const lines = text.split("\n");
  const wrong = headMistake(lines[0] ?? "", head);
  if (wrong !== undefined) return { kind: "mistake", message: wrong };
  const cells: CellValues[] = [];
  let wholeBytes = Buffer.byteLength(lines[0] ?? "") + 1;
  // What follows the last line break is empty, or a line cut short.
  const last = lines.at(-1) === "" ? lines.length - 2 : lines.length - 1;
  for (let i = 1; i <= last; i++) {
    const line = lines[i] ?? "";
    const cell = readCell(line, head.measured.length);
    const isWhole = typeof cell !== "string" && i < lines.length - 1;
    if (isWhole) {
      cells.push(cell);
      wholeBytes += Buffer.byteLength(line) + 1;
    } else if (i < last) {
      const message = `line ${i + 1} is damaged (${typeof cell === "string" ? cell : "it has no end"}), though others follow it: give the sweep another --store, or take the line out to have its cell played again`;
      return { kind: "mistake", message };
    }
  }
  return { kind: "cells", cells, wholeBytes };
}

/** Somebody was stopped while writing the very first line. */
function isTornHead(text: string, head: StoreHead): boolean {
  return !text.includes("\n") && writeHead(head).startsWith(text);
}

function headMistake(line: string, expected: StoreHead): string | undefined {
  try {
    const fields = new PlainFields(checkedValue(line), "line 1");
    if (fields.value("format") !== format) return noStore;
    if (fields.value("version") !== version) {
      return `a store of format ${JSON.stringify(fields.value("version"))}, and this reads format ${version}: give the sweep another --store`;
    }
    const head: StoreHead = {
      build: fields.text("build"),
      scenario: fields.text("scenario"),
      replications: fields.integer("replications", 1),
      measured: fields.list("measured", textOf),
    };
    return differenceInWords(head, expected);
  } catch (error) {
    if (error instanceof ShapeError) return noStore;
    throw error;
  }
}

const noStore =
  "this is no store of a sweep, or its first line is damaged: it is left as it is; give the sweep another --store";

function differenceInWords(head: StoreHead, expected: StoreHead): string | undefined {
  const differences = [
    ...(head.build === expected.build ? [] : [`it was played by ${head.build}, and this is ${expected.build}`]),
    ...(head.scenario === expected.scenario ? [] : ["its scenario is another one, or was changed"]),
    ...(head.replications === expected.replications
      ? []
      : [`its cells have ${head.replications} replications, not ${expected.replications}`]),
    ...(JSON.stringify(head.measured) === JSON.stringify(expected.measured)
      ? []
      : [`it holds ${head.measured.join(", ")}, not ${expected.measured.join(", ")}`]),
  ];
  if (differences.length === 0) return undefined;
  return `the store of another study: ${differences.join("; ")}. It is left as it is: give the sweep another --store, or remove it to start over`;
}

function readCell(line: string, measured: number): CellValues | string {
  try {
    const fields = new PlainFields(checkedValue(line), "");
    const values = fields.list("values", measuredValue);
    if (values.length !== measured) return `${values.length} values where there should be ${measured}`;
    return { key: fields.text("key"), requests: fields.integer("requests"), values };
  } catch (error) {
    if (error instanceof ShapeError) return error.message;
    throw error;
  }
}

function measuredValue(value: unknown, where: string): number | null {
  if (value === null || typeof value === "number") return value;
  throw new ShapeError(`${where}: expected a number or null`);
}

const sumDigits = 12;

/** JSON on one line whose last field is a checksum of the line without it. */
function checkedLine(fields: object): string {
  const body = JSON.stringify(fields);
  return `${body.slice(0, -1)},"sum":"${checksum(body)}"}\n`;
}

/** @throws ShapeError when the line is not what `checkedLine` wrote */
function checkedValue(line: string): unknown {
  const { body, sum } = /^(?<body>.*),"sum":"(?<sum>[0-9a-f]+)"\}$/.exec(line)?.groups ?? {};
  if (body === undefined || checksum(`${body}}`) !== sum) throw new ShapeError("its checksum is wrong");
  const value: unknown = JSON.parse(`${body}}`);
  return value;
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, sumDigits);
}
