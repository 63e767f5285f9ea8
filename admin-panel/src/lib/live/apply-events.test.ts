import type { JobEvent } from '@punctual/contracts/api/events-contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PanelQueryKey, queryKeys } from '../api/query-keys.ts';
import { allOwners, OWN } from '../api/source.ts';
import { EventApplier, LIVE } from './apply-events.ts';

const LOOKS_LIKE_AN_ID = '0123456789abcdef01234567';
const JOB = 'ffffffffffffffffffffffff';

let client: QueryClient;
let applier: EventApplier;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  applier = new EventApplier(client, 'own');
});
afterEach(() => {
  applier.stop();
  vi.useRealTimers();
});

/** Loads an answer, lets an event of the job arrive, and tells whether the answer is asked for again. */
async function isAskedAgain(queryKey: PanelQueryKey): Promise<boolean | undefined> {
  await client.fetchQuery({ queryKey, queryFn: async () => ({ data: [] }), meta: LIVE });
  applier.take({ kind: 'job', job: { id: JOB, version: '1.1' } as JobEvent });
  await vi.advanceTimersByTimeAsync(3_000);
  return client.getQueryState(queryKey)?.isInvalidated;
}

test('live: a list that is searched for a text that looks like an id is asked for again', async () => {
  expect(await isAskedAgain(queryKeys.jobs.page(OWN, { q: LOOKS_LIKE_AN_ID }))).toBe(true);
});

test('live: runs of one job are asked for again for that job alone', async () => {
  const runsOf = (jobId: string) => queryKeys.runs.newest(OWN, { jobId });
  expect(await isAskedAgain(runsOf(JOB))).toBe(true);
  expect(await isAskedAgain(runsOf(LOOKS_LIKE_AN_ID))).toBe(false);
});

test('live: what happens to the user’s own leaves lists of all owners alone', async () => {
  expect(await isAskedAgain(queryKeys.jobs.page(allOwners(), {}))).toBe(false);
});

test('live: what the page has just loaded when the stream opens is checked later, and what is older at once', async () => {
  const [old, fresh] = [queryKeys.jobs.counts, queryKeys.jobs.page(OWN, {})];
  const load = (queryKey: PanelQueryKey) =>
    client.fetchQuery({ queryKey, queryFn: async () => ({ data: [] }), meta: LIVE });
  const asked = () => [old, fresh].map((key) => client.getQueryState(key)?.isInvalidated);
  await load(old);
  await vi.advanceTimersByTimeAsync(5_000);
  await load(fresh);
  applier.begin();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked()).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked()).toEqual([true, true]);
});
