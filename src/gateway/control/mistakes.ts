import type { FieldMistake } from "../../routing/refusal.ts";

/** More than anybody reads; keeps a body full of unknown fields from becoming a far longer answer. */
const mostTold = 100;

/** Collects what is wrong with a request: one complaint a field, the first that was made. */
export class Mistakes {
  private readonly made = new Map<string, string>();

  add(field: string, message: string): void {
    if (!this.made.has(field)) this.made.set(field, message);
  }

  addAll(mistakes: readonly FieldMistake[]): void {
    for (const { field, message } of mistakes) this.add(field, message);
  }

  get none(): boolean {
    return this.made.size === 0;
  }

  /** In the order in which they were made; beyond a hundred only their number. */
  list(): readonly FieldMistake[] {
    const all = [...this.made].map(([field, message]) => ({ field, message }));
    if (all.length <= mostTold) return all;
    const rest = { field: "request", message: `${all.length - mostTold} more mistakes` };
    return [...all.slice(0, mostTold), rest];
  }
}
