/** How to take back what was done, last thing first. */
export class UndoLog {
  private steps: (() => void)[] = [];

  get empty(): boolean {
    return this.steps.length === 0;
  }

  add(step: () => void): void {
    this.steps.push(step);
  }

  takeBack(): void {
    for (const step of this.steps.reverse()) step();
    this.forget();
  }

  forget(): void {
    this.steps = [];
  }
}
