import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { type PanelQueryKey, queryKeys } from '../../../lib/api/query-keys.ts';
import { allOwners, OWN } from '../../../lib/api/source.ts';
import { invalidateJobs } from './invalidate-jobs.ts';

const ALL = allOwners();
const NO_JOB = { jobId: '' };

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
});

const known = (key: PanelQueryKey): PanelQueryKey => {
  client.setQueryData(key, {});
  return key;
};
const isInvalidated = (key: PanelQueryKey) => client.getQueryState(key)?.isInvalidated;

test('a change by an administrator reaches lists that are searched for “loaded”, and no loaded history', async () => {
  const searched = known(queryKeys.jobs.page(ALL, { q: 'loaded' }));
  const newest = known(queryKeys.runs.newest(allOwners('loaded'), NO_JOB));
  const history = known(queryKeys.runs.loaded(ALL, NO_JOB));
  await invalidateJobs(client, 'all');
  expect([searched, newest, history].map(isInvalidated)).toEqual([true, true, false]);
});

test('a change of the user’s own job reaches their lists and those of all owners, and no runs', async () => {
  const lists = [queryKeys.jobs.page(OWN, {}), queryKeys.jobs.page(ALL, {}), queryKeys.jobs.counts].map(
    known,
  );
  const runs = known(queryKeys.runs.newest(OWN, NO_JOB));
  await invalidateJobs(client, 'own');
  expect([...lists, runs].map(isInvalidated)).toEqual([true, true, true, false]);
});
