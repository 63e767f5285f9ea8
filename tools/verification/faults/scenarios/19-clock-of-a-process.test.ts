import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { afterAll, expect, it } from 'vitest';
import { fakeClock, findFaketime } from '../stack/faketime.ts';
import { inSeconds, LEASE_MS, until, useStack } from '../stack/stack.ts';

const HOUR = 3_600;
const JOBS = 6;
const TIMES = 12;
/** Greatest difference between the clock of a process and the database's, which it reads over a connection. */
const CLOCK_ERROR_MS = 250;
const faketime = await findFaketime();
const folder = mkdtempSync(join(tmpdir(), 'punctual-clock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const here = useStack();

/** By how many seconds the clock of this process is ahead, as it says itself. */
async function secondsAhead({ url }: SpawnedService): Promise<number> {
  const { headers } = await fetch(`${url}/health`);
  return Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 1_000);
}

it.for([
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
] as const)(
  'the clock of a watcher and worker jumps %s: nothing runs early, nothing twice, no lease ends early',
  async ([, seconds], { skip }) => {
    if ('why' in faketime) return skip(faketime.why);
    const clock = fakeClock(faketime.library, folder);
    const [jumping] = await Promise.all([here.watcher(clock.env), here.watcher()]);
    await here.shared(2);
    here.sink.answers.set('/slow', () => ({ status: 200, afterMs: 2 * LEASE_MS }));
    const first = inSeconds(3);
    for (let i = 0; i < JOBS; i += 1) await here.recurring(TIMES, 1, first);
    const slow = here.job().task;
    await here.due(4, inSeconds(4), { task: { ...slow, url: here.sink.url('/slow') } as typeof slow });
    await until(() => expect(here.sink.effects.length).toBeGreaterThanOrEqual(3 * JOBS + 4));
    clock.set(seconds);
    expect(Math.abs((await secondsAhead(jumping)) - seconds)).toBeLessThan(10);
    await here.settled();

    const runs = await here.runs();
    const dueAt = new Map(runs.map((run) => [run._id.toHexString(), run.dueAt.getTime()]));
    const early = here.sink.effects.filter(
      ({ runId, at }) => at.getTime() < (dueAt.get(runId) ?? 0) - CLOCK_ERROR_MS,
    );
    expect(early).toEqual([]);
    expect(runs.filter(({ crashCount, fence }) => crashCount > 0 || fence !== 1)).toEqual([]);
    expect(new Set(runs.map(({ owner }) => owner)).size).toBe(2);
    expect(await here.verdict()).toEqual([]);
  },
);
