import { once } from '@punctual/testing/engine/documents';
import { somebody } from '@punctual/testing/watcher/busy-job';
import { inSeconds, mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { expect, it } from 'vitest';

const FROZEN_MS = 6_000;
const here = useSurroundings();

it('a Redis that is connected and does not answer holds up no record of what is due', async () => {
  await here.watch();
  await here.redis.producer.call('CLIENT', 'PAUSE', FROZEN_MS, 'ALL');
  const thawsAt = Date.now() + FROZEN_MS;
  const job = await here.add(mailingJob(somebody(), { schedule: once(inSeconds(2)) }));
  await here.whenRun(job, 'PENDING');
  expect(Date.now()).toBeLessThan(thawsAt);
  await here.whenRun(job, 'COMPLETED');
});
