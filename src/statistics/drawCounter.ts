/** Adds to `totals` how often each category occurs in `draws` from place `from` to before `to`; 64 draws at most. */
export type DrawCounter = (draws: Uint16Array, from: number, to: number, totals: Float64Array) => void;

/** Bits that hold the count of one category among 64 draws. */
const digitBits = 7;
const digitMask = 2 ** digitBits - 1;
/** Such counts side by side in the 53 bits of a double; one more category has what is missing to the whole. */
const digits = 7;
/** Of these, in the lower part: each part is taken apart as an integer. */
const lowDigits = 4;
const highPart = 2 ** (digitBits * lowDigits);
const unitOfCategory = Float64Array.from({ length: digits + 1 }, (_, j) => (j < digits ? 2 ** (digitBits * j) : 0));

/**
 * The quickest way that is known here to count draws of so many categories. What all ways avoid is to add to one place
 * in memory twice in a row: the second addition would wait for the first to come back from there.
 */
export function drawCounter(categories: number): DrawCounter {
  if (categories === 2) return countOnes;
  return categories <= digits + 1 ? countPacked : countOneByOne;
}

/** Of two categories the sum of the draws is the count of the second. */
function countOnes(draws: Uint16Array, from: number, to: number, totals: Float64Array): void {
  let odd = 0;
  let even = 0;
  const pairs = to - ((to - from) % 2);
  for (let i = from; i < pairs; i += 2) {
    even += draws[i] ?? 0;
    odd += draws[i + 1] ?? 0;
  }
  const ones = even + odd + (pairs < to ? (draws[pairs] ?? 0) : 0);
  totals[0] = (totals[0] ?? 0) + (to - from - ones);
  totals[1] = (totals[1] ?? 0) + ones;
}

/** Adds up numbers in base 128 that have a digit for each category. */
function countPacked(draws: Uint16Array, from: number, to: number, totals: Float64Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const fours = to - ((to - from) % 4);
  for (let i = from; i < fours; i += 4) {
    a += unitOfCategory[draws[i] ?? 0] ?? 0;
    b += unitOfCategory[draws[i + 1] ?? 0] ?? 0;
    c += unitOfCategory[draws[i + 2] ?? 0] ?? 0;
    d += unitOfCategory[draws[i + 3] ?? 0] ?? 0;
  }
  for (let i = fours; i < to; i++) a += unitOfCategory[draws[i] ?? 0] ?? 0;
  const sum = a + b + c + d;
  const high = Math.floor(sum / highPart);
  const low = sum - high * highPart;
  let rest = to - from;
  for (let j = 0; j < totals.length; j++) {
    const count = j === digits ? rest : ((j < lowDigits ? low : high) >>> (digitBits * (j % lowDigits))) & digitMask;
    totals[j] = (totals[j] ?? 0) + count;
    rest -= count;
  }
}

/** With many categories, the same one seldom comes twice in a row. */
function countOneByOne(draws: Uint16Array, from: number, to: number, totals: Float64Array): void {
  for (let i = from; i < to; i++) {
    const category = draws[i] ?? 0;
    totals[category] = (totals[category] ?? 0) + 1;
  }
}
