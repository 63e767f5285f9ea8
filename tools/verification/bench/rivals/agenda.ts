import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { MongoClient } from 'mongodb';
import type { Site } from '../../support/measuring/site.ts';
import { RIVAL_CONCURRENCY } from './bullmq-throughput.ts';

export interface AgendaRound {
  perSecond: number;
  /** ms from due to start, of each job. */
  lateness: number[];
}

const LEAD_MS = 2_000;
const SAVE_MS_PER_JOB = 3;
const AT_A_TIME = 50;
const SECONDS_ALLOWED = 180;

/** Has Agenda carry out jobs due at one instant on the same database; it looks each second, as ours does. */
export async function agendaThroughput(site: Site, count: number): Promise<AgendaRound> {
  // A connection of ours: Agenda leaves its own open when it stops.
  const client = await MongoClient.connect(site.uri);
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: client.db() }),
    processEvery: 1_000,
    defaultConcurrency: RIVAL_CONCURRENCY,
    maxConcurrency: RIVAL_CONCURRENCY,
  });
  const dueAt = new Date(Date.now() + LEAD_MS + count * SAVE_MS_PER_JOB);
  const lateness: number[] = [];
  agenda.define('noop', async () => {
    lateness.push(Date.now() - dueAt.getTime());
  });
  try {
    await agenda.ready;
    await saveAll(agenda, count, dueAt);
    const finished = whenComplete(agenda, count);
    await agenda.start();
    const endedAt = await finished;
    return { perSecond: (count * 1_000) / (endedAt - dueAt.getTime()), lateness };
  } finally {
    await agenda.stop();
    await client.close();
  }
}

async function saveAll(agenda: Agenda, count: number, dueAt: Date): Promise<void> {
  for (let from = 0; from < count; from += AT_A_TIME) {
    const numbers = Array.from({ length: Math.min(AT_A_TIME, count - from) }, (_, i) => from + i);
    await Promise.all(numbers.map((n) => agenda.create('noop', { n }).schedule(dueAt).save()));
  }
}

/** The instant at which the last one had ended. */
function whenComplete(agenda: Agenda, count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let done = 0;
    const timer = setTimeout(
      () => reject(new Error(`Agenda ended ${done} of ${count} jobs in ${SECONDS_ALLOWED} s.`)),
      SECONDS_ALLOWED * 1_000,
    );
    agenda.on('error', reject);
    agenda.on('complete', () => {
      done += 1;
      if (done < count) return;
      clearTimeout(timer);
      resolve(Date.now());
    });
  });
}
