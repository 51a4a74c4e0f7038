import { formatPath } from "../../scenario/json/formatPath.ts";
import type { JsonPath } from "../../scenario/json/jsonPath.ts";
import type { Mistake } from "../../scenario/mistake.ts";
import type { Study } from "../../scenario/study/study.ts";

/** More than anybody reads: what is wrong with a value is wrong with it in a thousand cells. */
const mostTold = 50;

/** What is wrong with a study, each thing told once. */
export class StudyMistakes {
  private readonly locate: Study["locate"];
  private readonly made = new Map<string, Mistake>();

  constructor({ locate }: Pick<Study, "locate">) {
    this.locate = locate;
  }

  /** @param once what makes it the same as another; the sentence itself unless given */
  add(path: JsonPath, message: string, once: string = message): void {
    const { line, column } = this.locate(path);
    this.addMistake({ path: formatPath(path), line, column, message }, once);
  }

  addMistake(mistake: Mistake, once: string = mistake.message): void {
    const key = JSON.stringify([mistake.file ?? null, mistake.path, once]);
    if (!this.isFull && !this.made.has(key)) this.made.set(key, mistake);
  }

  get isFull(): boolean {
    return this.made.size >= mostTold;
  }

  /** Those of the study in the order of its text, then those of other files. */
  get list(): readonly Mistake[] {
    const told = [...this.made.values()];
    const ofStudy = told.filter(({ file }) => file === undefined);
    return [
      ...ofStudy.sort((a, b) => a.line - b.line || a.column - b.column),
      ...told.filter(({ file }) => file !== undefined),
    ];
  }
}
