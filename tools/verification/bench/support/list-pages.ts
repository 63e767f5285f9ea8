import { call } from '@punctual/contracts/api/client';
import { type JobSort, listJobs } from '@punctual/contracts/api/jobs-contract';
import type { Collections } from '@punctual/engine/database/collections';
import { formatCursor, type Place } from '@punctual/scheduler-service/lists/cursor';
import { Types } from 'mongoose';
import type { Account } from './account.ts';

const LIMIT = 100;
/** Places in a list that are gone to, and pages that are read from each. */
const PLACES = 40;
const PAGES = 3;

export const LIST_SORTS = [
  'nextRunAt',
  '-nextRunAt',
  'name',
  '-name',
  'createdAt',
  '-createdAt',
] as const satisfies JobSort[];
export type ListSort = (typeof LIST_SORTS)[number];

/** ms of some pages at all depths of a list, in its order. */
export async function pageTimes(
  collections: Collections,
  account: Account,
  sort: ListSort,
): Promise<number[]> {
  const times: number[] = [];
  for (let cursor of await cursorsAmong(collections, account, sort)) {
    for (let page = 0; page < PAGES && cursor; page += 1) {
      const startedAt = performance.now();
      const { nextCursor } = await pageAfter(account, sort, cursor);
      times.push(performance.now() - startedAt);
      cursor = nextCursor ?? '';
    }
  }
  return times;
}

/** @throws unless all jobs are listed, each of them once */
export async function walkAll(account: Account, sort: ListSort, jobs: number): Promise<void> {
  const seen = new Set<string>();
  let listed = 0;
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await pageAfter(account, sort, cursor);
    for (const { id } of data) seen.add(id);
    listed += data.length;
    cursor = nextCursor ?? undefined;
  } while (cursor);
  if (seen.size !== jobs || listed !== jobs)
    throw new Error(`Of ${jobs} jobs ${seen.size} were listed by ${sort}, in ${listed} rows.`);
}

function pageAfter({ fetch }: Account, sort: ListSort, cursor: string | undefined) {
  return call(fetch, listJobs, { query: { sort, limit: String(LIMIT), ...(cursor ? { cursor } : {}) } });
}

/** Cursors as the list would give them, of jobs that lie anywhere in it. */
async function cursorsAmong({ jobs }: Collections, { id }: Account, sort: ListSort): Promise<string[]> {
  const direction = sort.startsWith('-') ? -1 : 1;
  const field = sort.replace('-', '');
  const value = field === 'createdAt' ? { $literal: null } : `$${field}`;
  const places = await jobs
    .aggregate<{ _id: Types.ObjectId; value: Place['value'] }>([
      { $match: { ownerId: new Types.ObjectId(id) } },
      { $project: { value } },
      { $sample: { size: PLACES } },
      { $sort: { value: direction, _id: direction } },
    ])
    .toArray();
  const order = { name: sort, field, kind: 'id', direction } as const;
  return places.map((place) => formatCursor(order, { value: place.value, id: place._id }));
}
