import { expect, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';

const JOBS = 20;
const REDISPATCH_MS = 15_000;
const here = useStack();

it('what a watcher killed before the queue had recorded is sent by the other within 15 s', async () => {
  const [killed] = await Promise.all([
    here.watcher({ SCHED_FAILPOINTS: 'beforeEnqueue:kill' }),
    here.watcher(),
  ]);
  await here.shared(2);
  const due = inSeconds(4);
  await here.due(JOBS, due);
  await here.killed(killed);

  await here.settled();
  const last = Math.max(...here.sink.effects.map(({ at }) => at.getTime()));
  expect(last - due.getTime()).toBeLessThan(REDISPATCH_MS);
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
