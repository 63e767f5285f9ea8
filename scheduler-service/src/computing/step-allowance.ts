import type { Said } from '@punctual/contracts/language';
import { refuse } from '../http/refusal-words.ts';

/** Some second, of a thread that all share. */
export const STEPS_PER_REQUEST = 1_000_000;
const TOO_LONG = refuse((words) => words.tooLongToCompute);
/** Steps that one request may take at once, beside all others; what it computes beyond goes to the thread. */
const AT_ONCE = 20_000;

/** Steps that the schedules of one request may take together. */
export class StepAllowance {
  /** The words for a request that takes more. */
  readonly refusal: Said;
  #left: number;
  readonly #whole: StepAllowance | null;
  #atOnce = AT_ONCE;

  constructor(limit = STEPS_PER_REQUEST, refusal = TOO_LONG, whole: StepAllowance | null = null) {
    this.#left = limit;
    this.refusal = refusal;
    this.#whole = whole;
  }

  /** Returns an allowance for a part of the request: what it takes, at once or not, is taken from this one too. */
  part(limit: number): StepAllowance {
    return new StepAllowance(limit, this.refusal, this);
  }

  get left(): number {
    return Math.max(0, Math.min(this.#left, this.#whole?.left ?? this.#left));
  }

  get leftAtOnce(): number {
    return Math.max(0, Math.min(this.left, this.#whole?.leftAtOnce ?? this.#atOnce));
  }

  spend(steps: number): void {
    this.#left -= steps;
    this.#whole?.spend(steps);
  }

  spendAtOnce(steps: number): void {
    this.#atOnce -= steps;
    this.#left -= steps;
    this.#whole?.spendAtOnce(steps);
  }
}
