import { aJob, anEmail, aRun, at } from '@punctual/testing/engine/documents';
import { quietLogger, useRedis } from '@punctual/testing/engine/redis';
import { Queue, Worker } from 'bullmq';
import { Types } from 'mongoose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { connectProducer, connectWorker } from '../src/platform/redis.ts';
import { Dispatcher } from '../src/queue/dispatcher.ts';
import {
  type ChunkEntry,
  chunkQueueName,
  QUEUE_PREFIX,
  type QueueEntry,
  queueName,
} from '../src/queue/queue.ts';

const redis = useRedis();
beforeEach(() => redis.producer.flushall());
const queues: Queue[] = [];
afterAll(() => Promise.all(queues.map((queue) => queue.close())));

const queue = (type: 'log' | 'email') => {
  const made = new Queue<QueueEntry>(queueName(type), { connection: redis.producer, prefix: QUEUE_PREFIX });
  queues.push(made);
  return made;
};
/** Reads the entries that name many runs, in the order in which they are taken. */
const chunks = async () => {
  const made = new Queue<ChunkEntry>(chunkQueueName('log'), {
    connection: redis.producer,
    prefix: QUEUE_PREFIX,
  });
  queues.push(made);
  return (await made.getJobs(['waiting', 'prioritized'], 0, -1, true)).map(({ data }) => data);
};
const dispatcher = (highWater?: number) => new Dispatcher(redis.producer, quietLogger, highWater);
const runs = (count: number): RunDocument[] => Array.from({ length: count }, () => aRun(aJob()));
const roomOf = async (type: 'log' | 'email', on: Dispatcher) => (await on.rooms()).get(type);
const ids = (some: RunDocument[]) => some.map(({ _id }) => _id.toHexString());

describe('what is put into the queue', () => {
  it('is no more than what a worker needs to find the run, and a place for it', async () => {
    const run = aRun(aJob(), { dueAt: at(5), fence: 3 });
    await dispatcher().enqueue([run]);
    const [entry] = await queue('log').getWaiting();
    expect([entry?.id, entry?.data]).toEqual([
      `${run._id}-3`,
      {
        runId: run._id.toHexString(),
        ownerId: run.ownerId.toHexString(),
        dueAt: at(5).getTime(),
      },
    ]);
  });

  it('is no suspect: a run that was under way in two processes that died waits for a quarantine', async () => {
    const [suspect, other] = [2, 1].map((crashCount) => aRun(aJob(), { crashCount })) as [
      RunDocument,
      RunDocument,
    ];
    await dispatcher().enqueue([suspect, other]);
    expect((await queue('log').getWaiting()).map(({ data }) => data.runId)).toEqual(ids([other]));
  });

  it('is there once, however often it is sent in the same state', async () => {
    const run = aRun(aJob());
    await dispatcher().enqueue([run]);
    await dispatcher().enqueue([run]);
    await dispatcher().enqueue([{ ...run, fence: 1 }]);
    expect(await queue('log').getWaitingCount()).toBe(2);
  });

  it('goes to the queue of its kind', async () => {
    await dispatcher().enqueue([aRun(aJob()), aRun(aJob({ task: anEmail() }))]);
    expect([await queue('log').getWaitingCount(), await queue('email').getWaitingCount()]).toEqual([1, 1]);
  });

  it('is refused with false while Redis is away', async () => {
    const away = connectProducer('redis://127.0.0.1:1', 'away', quietLogger);
    const far = new Dispatcher(away, quietLogger);
    expect([await far.enqueue(runs(1)), await roomOf('log', far)]).toEqual([false, 0]);
    away.disconnect();
  });
});

describe('an owner who sends a few runs beside another who sends very many', () => {
  const manyOf = (task: JobDocument['task'], count = 101) =>
    Array.from({ length: count }, () => aRun(aJob({ ownerId: new Types.ObjectId('a'.repeat(24)), task })));

  it('is served first, also when the other came first', async () => {
    const few = aRun(aJob({ task: anEmail() }));
    await dispatcher().enqueue(manyOf(anEmail()));
    await dispatcher().enqueue([few]);
    const connection = connectWorker(redis.url, 'taker', quietLogger);
    const worker = new Worker<QueueEntry>(queueName('email'), null, {
      connection,
      prefix: QUEUE_PREFIX,
      skipVersionCheck: true,
    });
    expect((await worker.getNextJob('token'))?.data.runId).toBe(few._id.toHexString());
    await worker.close();
    connection.disconnect();
  });

  it('has entries of their own where the many go in as chunks, which a worker takes besides', async () => {
    const [few] = runs(1) as [RunDocument];
    await dispatcher().enqueue([...manyOf(aJob().task), few]);
    expect((await queue('log').getWaiting()).map(({ data }) => data.runId)).toEqual(ids([few]));
  });

  it('does not make the queue look emptier, whether entries name one run or many', async () => {
    await dispatcher().enqueue([...manyOf(aJob().task, 1_001), ...manyOf(anEmail())]);
    const mark = dispatcher(1_201);
    expect([await roomOf('log', mark), await roomOf('email', mark)]).toEqual([200, 1_100]);
    expect(await mark.depth()).toBe(1_102);
  });
});

describe('a chunk', () => {
  const notes = (owner: string, count: number, fields: Partial<RunDocument> = {}) =>
    Array.from({ length: count }, () =>
      aRun(aJob({ ownerId: new Types.ObjectId(owner.repeat(24)) }), fields),
    );

  it('names 250 runs at most, each once and with its owner, and when the first and the last are due', async () => {
    const due = [...notes('a', 299, { nextAttemptAt: at(5) }), ...notes('a', 1, { nextAttemptAt: at(6) })];
    await dispatcher().enqueue(due);
    const [first, second] = (await chunks()) as [ChunkEntry, ChunkEntry];
    expect([...first.runs, ...second.runs].map(({ runId }) => runId)).toEqual(ids(due));
    expect([first.runs.length, first.dueAt, first.lastDueAt]).toEqual([
      250,
      at(5).getTime(),
      at(5).getTime(),
    ]);
    expect([second.dueAt, second.lastDueAt]).toEqual([at(5).getTime(), at(6).getTime()]);
    expect(new Set(second.runs.map(({ ownerId }) => ownerId))).toEqual(new Set(['a'.repeat(24)]));
  });

  it('of owners who have few is taken before one of an owner who has many', async () => {
    await dispatcher().enqueue(notes('a', 101));
    const few = [...notes('b', 60), ...notes('c', 60)];
    await dispatcher().enqueue(few);
    expect((await chunks())[0]?.runs.map(({ runId }) => runId)).toEqual(ids(few));
  });

  it('is there once, however often its runs are sent in the same state', async () => {
    const due = notes('a', 101);
    await dispatcher().enqueue(due);
    await dispatcher().enqueue(due);
    expect(await chunks()).toHaveLength(1);
  });

  it('says what the workers come to next, as an entry does', async () => {
    await dispatcher().enqueue(notes('a', 101, { nextAttemptAt: at(5) }));
    expect(await dispatcher().behind()).toEqual(new Map([['log', at(5).getTime()]]));
  });
});

describe('of very many that are due at once', () => {
  const ofOwner = (count: number, owner: string, task: JobDocument['task']) =>
    Array.from({ length: count }, () => aRun(aJob({ ownerId: new Types.ObjectId(owner.repeat(24)), task })));

  it('the few of another owner go in, also when they come last and there is not room for all', async () => {
    const few = runs(2);
    const { left } = await dispatcher(50).enqueueWithin([...ofOwner(300, 'a', aJob().task), ...few]);
    expect(left).toHaveLength(252);
    expect(ids(left)).not.toEqual(expect.arrayContaining([ids(few)[0]]));
  });

  it('an owner gets a hundred calls or emails into the queue: the others wait where they can be shared out', async () => {
    const { left } = await dispatcher().enqueueWithin([
      ...ofOwner(150, 'a', anEmail()),
      ...ofOwner(5, 'b', anEmail()),
    ]);
    expect(left).toHaveLength(50);
    expect(await queue('email').getJobCountByTypes('waiting', 'prioritized')).toBe(105);
  });
});

describe('a queue with a high-water mark', () => {
  it('has room for what is missing to the mark, whatever waits of other kinds', async () => {
    await dispatcher().enqueue([...runs(3), aRun(aJob({ task: anEmail() }))]);
    expect([await roomOf('log', dispatcher(10)), await roomOf('log', dispatcher(3))]).toEqual([7, 0]);
    expect(await roomOf('email', dispatcher(3))).toBe(2);
  });

  it('takes of a great many due at once what fits, and answers what is left', async () => {
    const due = runs(150);
    const { left, reached } = await dispatcher(120).enqueueWithin(due);
    expect([ids(left), reached]).toEqual([ids(due.slice(120)), true]);
    expect(await dispatcher().depth()).toBe(120);
  });

  it('takes nothing of a great many when it is full already', async () => {
    await dispatcher().enqueue(runs(5));
    expect((await dispatcher(5).enqueueWithin(runs(101))).left).toHaveLength(101);
  });

  it('takes a few without being asked how deep it is', async () => {
    await dispatcher().enqueue(runs(5));
    expect((await dispatcher(5).enqueueWithin(runs(100))).left).toEqual([]);
  });

  it('leaves all of them when Redis is away', async () => {
    const away = connectProducer('redis://127.0.0.1:1', 'away', quietLogger);
    const due = runs(3);
    expect(await new Dispatcher(away, quietLogger).enqueueWithin(due)).toEqual({ left: due, reached: false });
    away.disconnect();
  });
});
