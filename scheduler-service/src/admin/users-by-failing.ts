import type { UserDocument } from '@punctual/engine/database/documents';
import { validationFailed } from '@punctual/engine/platform/errors';
import { Types } from 'mongoose';
import type { UserFilter, UserStore } from '../accounts/user-store.ts';
import { refuse } from '../http/refusal-words.ts';
import type { FailingJobs } from '../jobs/failing-jobs.ts';
import type { Page, PageRequest } from '../lists/page-reader.ts';

/**
 * Lists a page of accounts: those with the most failing jobs first, then those without any, by their addresses.
 * @throws AppError 422 for a cursor: these counts change from one page to the next
 */
export async function listByFailing(
  filter: UserFilter,
  { limit, page: number = 1, cursor }: PageRequest,
  users: UserStore,
  failing: FailingJobs,
): Promise<Page<UserDocument>> {
  if (cursor !== undefined)
    throw validationFailed([{ path: 'cursor', message: refuse((words) => words.byPage) }]);
  const counts = await failing.countByOwner();
  const countOf = ({ _id }: UserDocument) => counts.get(_id.toHexString()) ?? 0;
  const ids = [...counts.keys()].map((id) => new Types.ObjectId(id));
  const [{ page }, having] = await Promise.all([
    users.list(filter, { limit, page: number }),
    users.listAmong(ids, filter),
  ]);
  const worst = having.sort((a, b) => countOf(b) - countOf(a));
  const skip = (number - 1) * limit;
  const data = worst.slice(skip, skip + limit);
  if (data.length < limit) {
    const before = Math.max(0, skip - worst.length);
    const others = await users.listWithout(ids, filter, before + limit - data.length);
    data.push(...others.slice(before));
  }
  return { data, page, nextCursor: null };
}
