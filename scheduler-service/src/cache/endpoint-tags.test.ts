import { countJobs, getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import { expect, test } from 'vitest';
import { type CachedEndpoint, findCacheTags } from './endpoint-tags.ts';

const OWNER = '64b000000000000000000001';
const JOB = '64b0000000000000000000aa';

test.each<[CachedEndpoint, unknown, string[] | null]>([
  [listJobs, undefined, [`owner:${OWNER}`]],
  [countJobs, undefined, [`owner:${OWNER}`]],
  [getJob, JOB, [`job:${JOB}`]],
  [getJob, 'strips', null],
  [getJob, JOB.toUpperCase(), null],
])('cache tags: $path of the id %s depends on %j', (cached, id, tags) => {
  expect(findCacheTags(cached, OWNER, id)).toEqual(tags);
});
