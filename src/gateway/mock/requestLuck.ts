import { geometric } from "../../engine/geometric.ts";
import { type KeyedSource, keyedSource } from "../../engine/keyedSource.ts";
import { standardExponential } from "../../engine/standardExponential.ts";
import { standardNormal } from "../../engine/standardNormal.ts";
import { unit53 } from "../../engine/unitInterval.ts";
import { answerLimit } from "./answerLimit.ts";

/** Keys of the draws that a request has. */
const draw = { exponential: 0, normal: 1, length: 2, fate: 3 } as const;

/** Answers of which no length is asked: 220 tokens in the mean, as the scenarios usually have it. */
const usualLength = geometric(220);

/** What chance gives to the requests of one deployment, by their number in order of arrival, from 0. */
export interface RequestLuck {
  /** A standard exponential variate. */
  exponential(serial: number): number;
  /** A standard normal variate. */
  normal(serial: number): number;
  /** Length of an answer of which none is asked, in tokens: 1 to `answerLimit`. */
  outputTokens(serial: number): number;
  /** A uniform variate in [0, 1): an injected error strikes when it is below the error's probability. */
  fate(serial: number): number;
}

/**
 * Luck by keys: the nth request of a deployment has the same in every run of a seed, whatever was asked of the others.
 *
 * @param seed 1 to 32 hexadecimal digits
 * @param deployment what tells it from all others that the seed is used for
 */
export function keyedLuck(seed: string, deployment: string): RequestLuck {
  return new KeyedLuck(keyedSource(seed, `mock ${deployment}`, 0));
}

class KeyedLuck implements RequestLuck {
  private readonly source: KeyedSource;

  constructor(source: KeyedSource) {
    this.source = source;
  }

  exponential(serial: number): number {
    return standardExponential(this.source.at(serial, draw.exponential));
  }

  normal(serial: number): number {
    return standardNormal(this.source.at(serial, draw.normal));
  }

  outputTokens(serial: number): number {
    return Math.min(answerLimit, usualLength.draw(this.source.at(serial, draw.length)));
  }

  fate(serial: number): number {
    return unit53(this.source.at(serial, draw.fate));
  }
}
