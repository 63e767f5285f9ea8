import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const CHUNK = 1_000;
export const RIVAL_CONCURRENCY = 50;

/** Jobs a second that BullMQ alone takes out of a filled queue and does nothing with: no guard, no record. */
export async function bullmqThroughput(redisUrl: string, count: number): Promise<number> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('rival', { connection });
  await queue.obliterate({ force: true });
  const opts = { removeOnComplete: true, removeOnFail: true };
  for (let from = 0; from < count; from += CHUNK) {
    const size = Math.min(CHUNK, count - from);
    await queue.addBulk(
      Array.from({ length: size }, (_, i) => ({ name: 'run', data: { n: from + i }, opts })),
    );
  }
  let done = 0;
  const worker = new Worker('rival', async () => {}, {
    connection,
    concurrency: RIVAL_CONCURRENCY,
    autorun: false,
  });
  await worker.waitUntilReady();
  const begun = performance.now();
  const finished = new Promise<void>((resolve) => {
    worker.on('completed', () => {
      done += 1;
      if (done === count) resolve();
    });
  });
  void worker.run();
  await finished;
  const seconds = (performance.now() - begun) / 1_000;
  await worker.close();
  await queue.close();
  connection.disconnect();
  return count / seconds;
}
