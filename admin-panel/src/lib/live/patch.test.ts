import type { JobEvent, RunEvent } from '@punctual/contracts/api/events-contract';
import { describe, expect, test } from 'vitest';
import type { LiveEvent } from './live-event.ts';
import { NewestOnly } from './newest-only.ts';
import { byId, patched } from './patch.ts';

const job = (id: string, revision: number, more: object = {}) => ({
  id,
  revision,
  name: `Job ${id}`,
  ...more,
});
const jobEvent = (id: string, version: string, more: object = {}): LiveEvent => ({
  kind: 'job',
  job: { ...job(id, Number(version.split('.')[0]), more), version } as JobEvent,
});
const runEvent = (id: string, status: string, attempt = 1): LiveEvent => ({
  kind: 'run',
  run: { id, status, attempt } as RunEvent,
});
const page = (...data: object[]) => ({ data, page: null, nextCursor: null });

describe('an event', () => {
  test('is merged into one thing, into lists and into pages of lists', () => {
    const events = byId([jobEvent('a', '2.5', { name: 'New' })]);
    const [old, now] = [job('a', 2), job('a', 2, { name: 'New' })];
    expect(patched(old, events)).toEqual(now);
    expect(patched(page(old, job('b', 1)), events)).toEqual(page(now, job('b', 1)));
    const pages = { pages: [page(old)], pageParams: [undefined] };
    expect(patched(pages, events)).toEqual({ ...pages, pages: [page(now)] });
  });

  test('leaves alone what a row has beyond it, and answers that are about something else', () => {
    const owned = job('a', 2, { owner: { email: 'ana@example.com' } });
    expect(patched(owned, byId([jobEvent('a', '2.5')]))).toEqual(owned);
    const other = page(job('b', 1));
    expect(patched(other, byId([jobEvent('a', '2.5')]))).toBe(other);
    expect(patched({ total: 3 }, byId([jobEvent('a', '2.5')]))).toEqual({ total: 3 });
  });

  test('takes a deleted job out of lists', () => {
    const events = byId([{ kind: 'job', job: { id: 'a', version: '3.1', deleted: true } }]);
    expect(patched(page(job('a', 2), job('b', 1)), events)).toEqual(page(job('b', 1)));
  });

  test('never sets an answer back: not to an older revision, not from an end', () => {
    const newer = job('a', 3);
    expect(patched(newer, byId([jobEvent('a', '2.9', { name: 'Old' })]))).toEqual(newer);
    const ended = { id: 'r', status: 'COMPLETED', attempt: 1 };
    expect(patched(ended, byId([runEvent('r', 'RUNNING', 2)]))).toEqual(ended);
  });
});

describe('events that overtook one another', () => {
  test('a job is never shown as it was before', () => {
    const newest = new NewestOnly();
    expect([newest.admit(jobEvent('a', '2.10')), newest.admit(jobEvent('a', '2.9'))]).toEqual([true, false]);
    expect([newest.admit(jobEvent('a', '3.1')), newest.admit(jobEvent('a', '2.11'))]).toEqual([true, false]);
  });

  test('a run that has ended stays so', () => {
    const newest = new NewestOnly();
    expect([newest.admit(runEvent('r', 'FAILED')), newest.admit(runEvent('r', 'RUNNING', 3))]).toEqual([
      true,
      false,
    ]);
  });
});
