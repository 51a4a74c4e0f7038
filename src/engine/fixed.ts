import type { Distribution } from "./distribution.ts";

/**
 * Always the same value; takes nothing from the stream.
 *
 * @param value finite, >= 0
 * @throws RangeError when the value is not as above
 */
export function fixed(value: number): Distribution {
  if (!(value >= 0 && Number.isFinite(value))) {
    throw new RangeError(`the value of a fixed law is a finite number from 0, got ${value}`);
  }
  return new Fixed(value);
}

class Fixed implements Distribution {
  readonly mean: number;

  constructor(value: number) {
    this.mean = value;
  }

  draw(): number {
    return this.mean;
  }
}
