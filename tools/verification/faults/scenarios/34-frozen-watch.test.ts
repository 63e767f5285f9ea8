import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { expect, it, vi } from 'vitest';
import type { ApiUser } from '../stack/api-user.ts';
import { useStack } from '../stack/stack.ts';

const EVERY_MS = 10 * SECOND_MS;
/** Longer than a run may be late without being missed. */
const FROZEN_MS = 80 * SECOND_MS;
/** The last look of a watcher is recorded with this delay at most. */
const LOOK_MS = 5 * SECOND_MS;
const PATIENCE = { timeout: 60 * SECOND_MS, interval: SECOND_MS };
const here = useStack();

const why = async (user: ApiUser, id: string, at: Date): Promise<Explanation> => {
  const { status, body } = await user.ask('GET', `/users/jobs/${id}/explain?at=${at.toISOString()}`);
  expect(status).toBe(200);
  return body as unknown as Explanation;
};

async function aJob(user: ApiUser, misfire: string): Promise<string> {
  const task = { type: 'http', url: here.sink.url(`/${misfire}`, 'localhost'), method: 'POST' };
  const schedule = { kind: 'interval', every: `${EVERY_MS / SECOND_MS}s` };
  const { status, body } = await user.ask('POST', '/users/jobs', { name: misfire, task, schedule, misfire });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id as string;
}

/** Lists the occurrences of a job in a time, by the one that comes next. */
async function occurrences(user: ApiUser, id: string, from: Date, to: Date): Promise<Date[]> {
  const { body } = await user.ask('GET', `/users/jobs/${id}`);
  const phase = Date.parse((body as { nextRunAt?: string }).nextRunAt ?? '') % EVERY_MS;
  const first = Math.ceil((from.getTime() - phase) / EVERY_MS) * EVERY_MS + phase;
  const count = Math.floor((to.getTime() - first) / EVERY_MS) + 1;
  return Array.from({ length: count }, (_, i) => new Date(first + i * EVERY_MS));
}

/** Freezes the only watcher; returns the time in which nobody watched, for certain. */
async function freeze(): Promise<{ from: Date; to: Date }> {
  const watcher = await here.watcher();
  await vi.waitFor(
    async () => expect(await here.db.runs.countDocuments({ status: 'COMPLETED' })).toBeGreaterThan(2),
    PATIENCE,
  );
  watcher.kill('SIGSTOP');
  const from = new Date(Date.now() + LOOK_MS);
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(from.getTime() + FROZEN_MS), {
    ...PATIENCE,
    timeout: 2 * FROZEN_MS,
  });
  const to = new Date();
  watcher.kill('SIGCONT');
  return { from, to };
}

it(
  'a watch that stood still for longer than a minute is made up for as each job wants, and "why?" names the outage',
  async () => {
    const user = await here.user((await here.scheduler()).url);
    const jobs = await Promise.all(
      ['all', 'skip', 'fireOnce'].map(async (name) => [name, await aJob(user, name)] as const),
    );
    const outage = await freeze();
    for (const [misfire, id] of jobs) {
      const missed = await occurrences(user, id, outage.from, outage.to);
      const told = await vi.waitFor(async () => {
        const answers = await Promise.all(missed.map((at) => why(user, id, at)));
        expect(answers.map(({ verdict }) => verdict)).not.toContain('PENDING');
        expect(answers.map(({ verdict }) => verdict)).not.toContain('RUNNING');
        expect(answers.map(({ verdict }) => verdict)).not.toContain('NONE');
        return answers;
      }, PATIENCE);
      const expected = missed.map((_, i) =>
        misfire === 'all' || i === missed.length - 1 ? ['COMPLETED', null] : ['SKIPPED', 'MISFIRED'],
      );
      expect(told.map(({ verdict, reason }) => [verdict, reason])).toEqual(expected);
      for (const { sentence, outage: named } of told) {
        expect(named, sentence).not.toBeNull();
        expect(sentence).toContain('Punctual was down from ');
        expect(sentence).not.toContain('still going');
      }
    }
  },
  4 * FROZEN_MS,
);
