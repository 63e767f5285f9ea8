import { aJob, aRun, at } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../database/documents.ts';
import { mayBeQueued } from './believed.ts';

/** A run that was due at noon, and was to be taken within 5 s. */
const aSentRun = (more: Partial<RunDocument> = {}) => aRun(aJob(), { dispatchAfter: at(5), ...more });
const isBelieved = (run: RunDocument, comesTo: Date | undefined, now = at(8)) =>
  mayBeQueued(run, comesTo?.getTime(), now);

describe('the entry of a run that nobody has started', () => {
  it('may be in a queue whose workers come to what was due before it had to be taken', () => {
    expect([isBelieved(aSentRun(), at(1)), isBelieved(aSentRun(), at(5))]).toEqual([true, true]);
  });

  it('is lost when the workers have come to what was due later, or the queue is not behind', () => {
    expect([isBelieved(aSentRun(), at(6)), isBelieved(aSentRun(), undefined)]).toEqual([false, false]);
  });

  it('is believed in for half a minute, however old the queue is', () => {
    expect([isBelieved(aSentRun(), at(1), at(34)), isBelieved(aSentRun(), at(1), at(35))]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['handed over', { dispatchAfter: at(0) }],
    ['dispatched again', { dispatches: 1 }],
    ['started before', { fence: 1 }],
    ['waiting for another', { after: 'the one before' }],
  ])('is not looked for where the run was %s', (_, more) => {
    expect(isBelieved(aSentRun(more), at(1))).toBe(false);
  });
});
