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

/**
 * What chance gives to the requests of one deployment, by their number in order of arrival, from 0: the nth has the same
 * luck in every run of a seed, whatever was asked of the others.
 */
export class RequestLuck {
  private readonly source: KeyedSource;

  /** @param deployment what tells it from all others */
  constructor(seed: string, deployment: string) {
    this.source = keyedSource(seed, `mock ${deployment}`, 0);
  }

  /** A standard exponential variate. */
  exponential(serial: number): number {
    return standardExponential(this.source.at(serial, draw.exponential));
  }

  /** A standard normal variate. */
  normal(serial: number): number {
    return standardNormal(this.source.at(serial, draw.normal));
  }

  /** Length of an answer of which none is asked, in tokens: 1 to `answerLimit`. */
  outputTokens(serial: number): number {
    return Math.min(answerLimit, usualLength.draw(this.source.at(serial, draw.length)));
  }

  /** A uniform variate in [0, 1): an injected error strikes when it is below the error's probability. */
  fate(serial: number): number {
    return unit53(this.source.at(serial, draw.fate));
  }
}
