import { accountTag, jobTag, ownerTag } from '@punctual/engine/events/cache-tags';
import type { Request } from 'express';

const JOB = /^\/users\/jobs\/([0-9a-f]{24})$/;
const LISTS = /^\/users\/jobs(?:\/counts)?$/;

/** What a request of somebody's will be answered by, as far as its address tells: looked at in one round trip. */
export function namesFor(userId: string, { method, path }: Pick<Request, 'method' | 'path'>): string[] {
  const account = accountTag(userId);
  if (method !== 'GET') return [account];
  const job = JOB.exec(path)?.[1];
  if (job) return [account, jobTag(job)];
  return LISTS.test(path) ? [account, ownerTag(userId)] : [account];
}
