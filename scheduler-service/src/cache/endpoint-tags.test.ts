import { countJobs, getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import { expect, test } from 'vitest';
import { type CachedEndpoint, findCacheTags } from './endpoint-tags.ts';

const OWNER = '64b000000000000000000001';
const JOB = '64b0000000000000000000aa';

const CACHED: Record<string, CachedEndpoint> = { listJobs, countJobs, getJob };

// Names only: a contract in a case is printed with all of its schemas, which takes for ever.
test.each<[keyof typeof CACHED, unknown, string[] | null]>([
  ['listJobs', undefined, [`owner:${OWNER}`]],
  ['countJobs', undefined, [`owner:${OWNER}`]],
  ['getJob', JOB, [`job:${JOB}`]],
  ['getJob', 'strips', null],
  ['getJob', JOB.toUpperCase(), null],
])('cache tags: %s of the id %s depends on %j', (name, id, tags) => {
  expect(findCacheTags(CACHED[name] as CachedEndpoint, OWNER, id)).toEqual(tags);
});
