/**
 * A limit to the steps of a schedule computation. A step takes about a microsecond: one offset of a zone is read, or
 * croner passes one month. Steps are counted by what is searched and not by a clock: the same schedule is judged alike
 * on every machine.
 */
export class StepBudget {
  readonly limit: number;
  /** Results of searches that are done, for a computation that goes on in a later turn. */
  readonly progress: SearchProgress | null;
  readonly #countsCached: boolean;
  #spent = 0;
  #lastPeriods = Number.NaN;
  #outer: StepBudget | null = null;

  /** @param options `countsCached`: offsets that are cached count as if they had to be read, as on a fresh process */
  constructor(limit: number, options: { countsCached?: boolean; progress?: SearchProgress | null } = {}) {
    this.limit = limit;
    this.#countsCached = options.countsCached ?? false;
    this.progress = options.progress ?? null;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Computes something within this budget, and within that of the computation around it. @throws OutOfSteps */
  run<T>(compute: () => T): T {
    this.#outer = current;
    current = this;
    try {
      return compute();
    } finally {
      current = this.#outer;
      this.#outer = null;
    }
  }

  spend(steps: number): void {
    this.#outer?.spend(steps);
    this.#count(steps);
  }

  /** Spends the steps of offsets that had to be read, or would have had to be, once for each part of a zone's time. */
  spendOnPeriods(key: number, steps: number, isCached: boolean): void {
    const isCounted = !isCached || (this.#countsCached && key !== this.#lastPeriods);
    this.#lastPeriods = key;
    this.#outer?.spendOnPeriods(key, steps, isCached);
    this.#count(isCounted ? steps : 0);
  }

  /** Spends the steps of what is kept once it is set up; a verdict on a schedule does not depend on them. */
  spendOnSetUp(steps: number): void {
    this.#outer?.spendOnSetUp(steps);
    this.#count(this.#countsCached ? 0 : steps);
  }

  #count(steps: number): void {
    this.#spent += steps;
    if (this.#spent > this.limit) throw new OutOfSteps(this);
  }
}

/** A computation took more steps than its budget has. */
export class OutOfSteps extends Error {
  readonly budget: StepBudget;

  constructor(budget: StepBudget) {
    super(`This takes more than ${budget.limit.toLocaleString('en-US')} steps to compute.`);
    this.name = 'OutOfSteps';
    this.budget = budget;
  }
}

/** Keeps what a computation on one schedule has found, by what was searched, so that its next turn goes on from there. */
export class SearchProgress {
  readonly #found = new Map<string, unknown>();
  #changes = 0;

  /** Grows with each search that ends. */
  get changes(): number {
    return this.#changes;
  }

  get(key: string): unknown {
    return this.#found.get(key);
  }

  set(key: string, found: unknown): void {
    this.#changes += 1;
    this.#found.set(key, found);
  }
}

/**
 * The budget of the computation under way; without one, nothing is limited. All of this package is synchronous, so that
 * there is one at a time: its functions find the budget here instead of handing it from one to the other.
 */
let current: StepBudget | null = null;

/** Spends steps of the budget under way. @throws OutOfSteps */
export function spendSteps(steps: number): void {
  current?.spend(steps);
}

/** Spends the steps of setting something up that is kept. @throws OutOfSteps */
export function spendStepsOnSetUp(steps: number): void {
  current?.spendOnSetUp(steps);
}

/** Spends the steps of a part of a zone's time, by its key. @throws OutOfSteps */
export function spendStepsOnPeriods(key: number, steps: number, isCached: boolean): void {
  current?.spendOnPeriods(key, steps, isCached);
}

/** Returns the progress of the computation under way, if it has one. */
export function searchProgress(): SearchProgress | null {
  return current?.progress ?? null;
}
