import type { JobDocument } from '@punctual/engine/database/documents';
import { describe, expect, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';

const TAKEOVER_MS = 40_000;
const here = useStack();

/** Kills the worker of a run at this place, starts another, and answers what became of the run. */
async function killedAt(failpoint: string, more: Partial<JobDocument> = {}) {
  const killed = await here.watcher({ SCHED_FAILPOINTS: `${failpoint}:kill` });
  await here.due(1, inSeconds(2), more);
  await here.killed(killed);
  const killedAt = Date.now();
  expect(await here.run()).toMatchObject({ status: 'RUNNING', attempt: 1 });
  await here.watcher();
  await here.settled(TAKEOVER_MS);
  expect(Date.now() - killedAt).toBeLessThan(TAKEOVER_MS);
  return here.run();
}

describe('a worker killed -9 in the middle of a run', () => {
  const taken = {
    status: 'COMPLETED',
    crashCount: 1,
    attempts: [{ outcome: 'LOST' }, { outcome: 'COMPLETED' }],
  };

  it('before its effect: another takes it over, and there is one effect', async () => {
    expect(await killedAt('beforeEffect')).toMatchObject(taken);
    expect(here.sink.effects).toMatchObject([{ attempt: 2 }]);
    expect(await here.verdict()).toEqual([]);
  });

  it('after its effect: another takes it over, and the second effect has the same key', async () => {
    expect(await killedAt('afterEffect')).toMatchObject(taken);
    expect(here.sink.effects).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(new Set(here.sink.effects.map(({ runId }) => runId)).size).toBe(1);
    expect(await here.verdict({ faults: 1 })).toEqual([]);
  });

  const unknown = { status: 'FAILED', reason: 'UNKNOWN_OUTCOME' };

  it.each([
    ['before its effect', 'beforeEffect', 0],
    ['after its effect', 'afterEffect', 1],
  ])(
    '%s, to be delivered at most once: it ends as of unknown outcome, without another',
    async (_, point, count) => {
      expect(await killedAt(point, { delivery: 'at-most-once' })).toMatchObject(unknown);
      expect(here.sink.effects).toHaveLength(count);
      expect(await here.verdict()).toEqual([]);
    },
  );
});
