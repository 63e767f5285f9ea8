import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { RIVAL_CONCURRENCY } from './bullmq-throughput.ts';

const CHUNK = 500;

interface Due {
  dueAt: number;
}

/** Measures how late (ms) BullMQ's own delayed jobs start, each in the order of its due time (ms since 1970). */
export async function bullmqLateness(redisUrl: string, dueTimes: number[]): Promise<number[]> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue<Due>('rival-delayed', { connection });
  await queue.obliterate({ force: true });
  const late: { dueAt: number; ms: number }[] = [];
  let resolve = () => {};
  const finished = new Promise<void>((done) => {
    resolve = done;
  });
  const options = { connection, concurrency: RIVAL_CONCURRENCY };
  const worker = new Worker<Due>(
    'rival-delayed',
    async ({ data: { dueAt } }) => {
      late.push({ dueAt, ms: Date.now() - dueAt });
      if (late.length === dueTimes.length) resolve();
    },
    options,
  );
  await worker.waitUntilReady();
  for (let from = 0; from < dueTimes.length; from += CHUNK)
    await queue.addBulk(dueTimes.slice(from, from + CHUNK).map(toJob));
  await finished;
  await worker.close();
  await queue.close();
  connection.disconnect();
  return late.sort((a, b) => a.dueAt - b.dueAt).map(({ ms }) => ms);
}

const toJob = (dueAt: number) => ({
  name: 'run',
  data: { dueAt },
  opts: { delay: Math.max(0, dueAt - Date.now()), removeOnComplete: true, removeOnFail: true },
});
