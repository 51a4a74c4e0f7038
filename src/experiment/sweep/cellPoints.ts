import type { Study, StudyParameter } from "../../scenario/study/study.ts";
import { drawnValue } from "./drawnValue.ts";
import { latinCoordinate } from "./latinHypercube.ts";

/** The values of the parameters at one point, in the order of the parameters. */
export type PointValues = readonly unknown[];

/** How many points a study has; perhaps more than can be counted. */
export function countPoints({ parameters, design }: Study): number {
  switch (design.kind) {
    case "grid":
      return parameters.reduce((count, { values }) => count * lengthOf(values), 1);
    case "list":
      return parameters.length === 0 ? 1 : Math.min(...parameters.map(({ values }) => lengthOf(values)));
    case "latin-hypercube":
      return design.points;
  }
}

/** The points of a study by its design, in their order: of a grid, the last parameter changes fastest. */
export function cellPoints(study: Study): readonly PointValues[] {
  const { parameters, design, seed } = study;
  const count = countPoints(study);
  if (design.kind === "latin-hypercube") {
    const columns = parameters.map(({ name, values }) =>
      latinCoordinate(seed, name, count).map((place) => drawnValue(values, place, count)),
    );
    return Array.from({ length: count }, (_, point) => columns.map((column) => column[point]));
  }
  const valueAt = design.kind === "list" ? (_: number, point: number) => point : gridPositions(parameters);
  return Array.from({ length: count }, (_, point) =>
    parameters.map(({ values }, which) => (values.kind === "list" ? values.list[valueAt(which, point)] : undefined)),
  );
}

/** Which value of a parameter the point of this number has. */
function gridPositions(parameters: readonly StudyParameter[]): (parameter: number, point: number) => number {
  const lengths = parameters.map(({ values }) => lengthOf(values));
  const strides = lengths.map((_, which) => lengths.slice(which + 1).reduce((product, length) => product * length, 1));
  return (which, point) => Math.floor(point / (strides[which] ?? 1)) % (lengths[which] ?? 1);
}

function lengthOf(values: StudyParameter["values"]): number {
  return values.kind === "list" ? values.list.length : 1;
}
