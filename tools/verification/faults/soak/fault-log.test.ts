import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEASE_MS } from '../stack/processes.ts';
import { FaultLog } from './fault-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'punctual-fault-log-'));
const START = new Date('2030-06-01T12:00:00.000Z');
const at = (ms: number) => new Date(START.getTime() + ms);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The log of one fault that lasts from the start for ten seconds. */
async function logged(): Promise<FaultLog> {
  const log = new FaultLog(join(folder, 'log'));
  await log.during('freeze watcher-1', async () => {
    vi.setSystemTime(at(10_000));
  });
  return log;
}

describe('a fault', () => {
  it('is written down with its times', async () => {
    const { file, count, kinds } = await logged();
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      `${at(0).toISOString()} begin freeze watcher-1`,
      `${at(10_000).toISOString()} end   freeze watcher-1`,
      '',
    ]);
    expect([count, kinds]).toEqual([1, { freeze: 1 }]);
  });

  it.each<[string, number, number]>([
    ['while it lasts', 3_000, 4_000],
    ['around it', -60_000, 60_000],
    ['until it begins', -60_000, 0],
    ['within a lease after it', 10_000 + LEASE_MS, 60_000],
  ])('may have touched what happened %s', async (_, first, last) =>
    expect((await logged()).between(at(first), at(last))).toBe(1),
  );

  it.each<[string, number, number]>([
    ['long before it', -60_000, -10_000],
    ['long after it', 30_000, 60_000],
  ])('has not touched what happened %s', async (_, first, last) =>
    expect((await logged()).between(at(first), at(last))).toBe(0),
  );
});
