import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { aJob, once } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { inSeconds, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { expect, it } from 'vitest';

const JOBS = 200;
const LONG_MS = 60_000;
const here = useSurroundings();

it('Redis emptied with runs queued loses none of them', async () => {
  await here.spawn({ ROLES: 'watch' }); // without a worker: the queue fills
  const due = once(inSeconds(1));
  await here.db.jobs.insertMany(
    Array.from({ length: JOBS }, (_, i) => aJob({ schedule: due, shard: i % 64 })),
  );
  const queue = new Dispatcher(here.redis.producer, quietLogger);
  await until(async () => expect(await queue.depth()).toBe(JOBS));

  await here.redis.producer.flushall();
  expect(await queue.depth()).toBe(0);
  expect(await here.tally()).toEqual({ PENDING: JOBS });
  await here.spawn({ ROLES: 'work' });
  await until(async () => expect(await here.tally()).toEqual({ COMPLETED: JOBS }), LONG_MS);
  const attempts = await here.db.runs.distinct('attempt');
  expect(attempts).toEqual([1]);
  await queue.close();
}, 120_000);
