import { isTerminal } from '@punctual/contracts/runs/run-status';
import { idOf, type LiveEvent } from './live-event.ts';

const REMEMBERED = 5_000;

/** Tells whether version `a` ("<revision>.<stateVersion>") is before `b`. Each part only rises. */
function isOlder(a: string, b: string): boolean {
  const [revisionA = 0, stateA = 0] = a.split('.').map(Number);
  const [revisionB = 0, stateB = 0] = b.split('.').map(Number);
  return revisionA < revisionB || (revisionA === revisionB && stateA < stateB);
}

/** Tells whether an event about a thing was overtaken by another one. */
function isOvertaken(event: LiveEvent, by: LiveEvent): boolean {
  if (event.kind === 'job' && by.kind === 'job') return isOlder(event.job.version, by.job.version);
  if (event.kind === 'run' && by.kind === 'run') return isRunOlder(event.run, by.run);
  return false;
}

interface RunState {
  status: Parameters<typeof isTerminal>[0];
  attempt: number;
}

/**
 * Tells whether one state of a run is before another: a run that has ended stays so, and attempts only rise.
 */
export const isRunOlder = (run: RunState, than: RunState): boolean =>
  isTerminal(than.status) ? !isTerminal(run.status) : run.attempt < than.attempt;

/** Remembers the newest event of each thing, and lets no older one pass. */
export class NewestOnly {
  readonly #newest = new Map<string, LiveEvent>();

  /** @returns false for what is known to be overtaken */
  admit(event: LiveEvent): boolean {
    const id = idOf(event);
    const known = this.#newest.get(id);
    if (known !== undefined && isOvertaken(event, known)) return false;
    this.#newest.delete(id);
    this.#newest.set(id, event);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > REMEMBERED && oldest !== undefined) this.#newest.delete(oldest);
    return true;
  }
}
