import { performance } from 'node:perf_hooks';

/** Work that goes on for longer than this lets the other work of its process have a turn. */
const TURN_MS = 5;

/** Those that wait for a turn of the process, by the one on whose behalf they work. */
const waiting = new Map<string, (() => void)[]>();
let isGiven = false;

/**
 * Waits for the next turn of the process that is free. All share one event loop: each round of it gives one of them a
 * turn, however many wait, so that requests and timers have theirs in between; each owner after the other.
 */
export function nextTurn(owner = ''): Promise<void> {
  return new Promise((resolve) => {
    waiting.set(owner, [...(waiting.get(owner) ?? []), resolve]);
    if (!isGiven) setImmediate(giveTurn);
    isGiven = true;
  });
}

function giveTurn(): void {
  const [next] = waiting;
  isGiven = next !== undefined;
  if (!next) return;
  const [owner, [resume, ...others]] = next;
  waiting.delete(owner);
  if (others.length > 0) waiting.set(owner, others);
  resume?.();
  // What is set here comes in the next round of the loop, after the turn and after what has arrived meanwhile.
  setImmediate(giveTurn);
}

/** A turn of a long piece of work, which is done part by part. */
export class Turn {
  #begunAt = performance.now();

  /** Lets others have their turn if this one has been long; called between two parts. */
  async yieldIfLong(owner = ''): Promise<void> {
    if (performance.now() - this.#begunAt < TURN_MS) return;
    await nextTurn(owner);
    this.#begunAt = performance.now();
  }
}
