import { RUN_CHANGES, type RunChange } from '@punctual/contracts/runs/run-status';
import { DAY_MS } from '@punctual/contracts/time';
import { after, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import { computeFields, filterHeld, isHeld, type RunTransition } from './run-transition.ts';

const CHANGES = (Object.entries(RUN_CHANGES) as [RunTransition['change'] | 'start', RunChange][]).flatMap(
  ([change, row]) => (change === 'start' ? [] : [{ change, ...row }]),
);
const [run, attempt] = [aRun(), null];
/** A transition of any row of the table, as one that is read from it at run time. */
const aTransition = (change: RunTransition['change'], more: object = {}) =>
  ({ run, change, at: NOON, attempt, ...more }) as RunTransition;

describe('the type of a transition', () => {
  it('takes each reason that the table lists for its change', () => {
    const transitions: RunTransition[] = [
      { run, change: 'complete', at: NOON, attempt },
      { run, change: 'withdraw', reason: 'DISABLED', at: NOON, attempt },
      { run, change: 'abort', reason: 'BY_USER', at: NOON, attempt },
      { run, change: 'release', nextAttemptAt: at(1), at: NOON, attempt },
    ];
    expect(transitions).toHaveLength(4);
  });

  it('compiles with no other reason, without none where one is listed, and with no pause for an end', () => {
    const transitions: RunTransition[] = [
      // @ts-expect-error: the table lists BY_USER for an abort, and not for a withdrawal
      { run, change: 'withdraw', reason: 'BY_USER', at: NOON, attempt },
      // @ts-expect-error: a user cancels a run that waits, or has it aborted
      { run, change: 'refuse', reason: 'BY_USER', at: NOON, attempt },
      // @ts-expect-error: a run that completes has no reason
      { run, change: 'complete', reason: 'POISON', at: NOON, attempt },
      // @ts-expect-error: a cancellation says why
      { run, change: 'cancel', at: NOON, attempt },
      // @ts-expect-error: what has failed is not tried again
      { run, change: 'fail', nextAttemptAt: at(1), at: NOON, attempt },
      // @ts-expect-error: a start is no transition of a run that is held
      { run, change: 'start', at: NOON, attempt },
    ];
    expect(transitions).toHaveLength(6);
  });
});

describe('the filter of a transition', () => {
  it.each(CHANGES)(
    'names "$from" as the status that "$change" leaves, and the fence that was read',
    (row) => {
      const { $expr } = filterHeld([aTransition(row.change)]);
      expect(JSON.stringify($expr)).toContain(JSON.stringify([[row.from, run.fence]]));
    },
  );

  it.each(CHANGES)('lets "$change" through after the effect only as the table says ($effect)', (row) => {
    const { $or } = filterHeld([aTransition(row.change)]);
    expect($or).toEqual([{ effectAt: null }, { _id: { $in: row.effect === 'any' ? [run._id] : [] } }]);
  });

  it.each(CHANGES)('is the same for "$change" when the run is read back', ({ change, from, effect }) => {
    const is = (more: object) => isHeld({ ...run, status: from, ...more }, aTransition(change));
    expect(is({})).toBe(true);
    expect(is({ effectAt: at(1) })).toBe(effect === 'any');
    expect([is({ fence: run.fence + 1 }), is({ status: 'COMPLETED' })]).toEqual([false, false]);
    expect(isHeld(undefined, aTransition(change))).toBe(false);
  });
});

describe('the fields of a transition', () => {
  it.each(CHANGES)('of "$change" lead to "$to"', ({ change, to }) => {
    const fields = computeFields(aTransition(change, { at: at(1) }), DAY_MS);
    expect(fields).toMatchObject({ status: to, leaseUntil: null });
    const ended = { finishedAt: at(1), dispatchAfter: null, expiresAt: after(at(1), DAY_MS) };
    const waits = { nextAttemptAt: at(1), dispatchAfter: at(1), owner: null, effectAt: null };
    expect(fields).toMatchObject(to === 'PENDING' ? waits : ended);
  });
});
