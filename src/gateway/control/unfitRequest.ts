/** A request that could not be read far enough to be judged by its fields. */
export class UnfitRequest extends Error {
  override readonly name = "UnfitRequest";
  /** The part that is wrong: "body" or the name of a header. */
  readonly part: string;

  constructor(part: string, message: string) {
    super(message);
    this.part = part;
  }
}
