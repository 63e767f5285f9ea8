import type { Id } from '../database/documents.ts';
import type { Postponement } from './postponements.ts';

/** Steps of computing that the schedules of each owner, and those of all together, may take in one step of the watch. */
export class OwnerSteps {
  readonly #perOwner: number;
  readonly #spent = new Map<string, number>();
  #left: number;
  /** Returns the wait of an owner's schedules for their turn; null if they have not waited. */
  readonly waitOf: (owner: Id) => Postponement | null;

  constructor(perOwner: number, all: number, waitOf: (owner: Id) => Postponement | null = () => null) {
    this.waitOf = waitOf;
    this.#perOwner = perOwner;
    this.#left = all;
  }

  leftFor(owner: Id): number {
    return Math.min(this.#left, this.#perOwner - (this.#spent.get(owner.toHexString()) ?? 0));
  }

  spend(owner: Id, steps: number): void {
    const id = owner.toHexString();
    this.#spent.set(id, (this.#spent.get(id) ?? 0) + steps);
    this.#left -= steps;
  }
}

/** Limits nothing: for those who wait for the result. */
export const anySteps = (): OwnerSteps => new OwnerSteps(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
