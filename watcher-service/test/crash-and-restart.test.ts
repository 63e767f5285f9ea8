import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { afterAll, expect, it } from 'vitest';

const here = useSurroundings();
const SHORT_LEASE = { LEASE_MS: '1500' };
const held = heldAnswer();
afterAll(held.give);

it('a watcher killed between starting and finishing loses no run: started again it finishes it, recorded once', async () => {
  const to = 'ana@example.com';
  here.smtp.script(to, held.answer);
  const first = await here.spawn(SHORT_LEASE);
  const job = await here.add(mailingJob(to));
  await until(() => expect(here.smtp.for(to)).toHaveLength(1)); // it has claimed the run, and is sending
  first.kill('SIGKILL');
  expect(await first.process.exited).toMatchObject({ signal: 'SIGKILL' });
  expect(await here.runsOf(job)).toMatchObject([{ status: 'RUNNING', attempt: 1 }]);

  await here.spawn(SHORT_LEASE);
  const run = await here.whenRun(job, 'COMPLETED');
  expect(run.crashCount).toBe(1);
  expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['LOST', 'COMPLETED']);
  await here.whenJob(job, { status: 'COMPLETED', active: null, counts: { total: 1, completed: 1 } });
  expect(await here.runsOf(job)).toHaveLength(1);
  expect(new Set(here.smtp.for(to).map(({ messageId }) => messageId)).size).toBe(1);
}, 60_000);
