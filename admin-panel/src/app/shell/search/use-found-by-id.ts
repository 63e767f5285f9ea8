import { ID_LENGTH } from '@punctual/contracts/api/limits';
import type { UserView } from '@punctual/contracts/users/user';
import { useQuery } from '@tanstack/react-query';
import type { NavigateFunction } from 'react-router';
import { jobQuery } from '../../../features/jobs/api/get-job.ts';
import { runQuery } from '../../../features/runs/api/get-run.ts';
import { JOB_PAGES, RUN_PAGES } from '../../../lib/pages.ts';
import { searchWords } from '../../../lib/strings/search.ts';
import type { Found } from './found.ts';

/** An id alone, or in an address or a line of a log that was pasted. */
const ID = new RegExp(`(?<![0-9a-f])[0-9a-f]{${ID_LENGTH}}(?![0-9a-f])`);
const NO_RETRY = { retry: false } as const;

/** Finds the job or the run of an id: the user's own, and for administrators anybody's. */
export function useFoundById(query: string, user: UserView, navigate: NavigateFunction) {
  const id = ID.exec(query.toLowerCase())?.[0] ?? '';
  const scope = user.role === 'admin' ? 'all' : 'own';
  const job = useQuery({ ...jobQuery(scope, id), ...NO_RETRY, enabled: id !== '' });
  const run = useQuery({ ...runQuery(scope, id), ...NO_RETRY, enabled: id !== '' });
  const place = (ownerId: string) => (ownerId === user.id ? 'own' : 'all');
  const found: Found[] = [];
  if (id !== '' && job.data) {
    const to = `${JOB_PAGES[place(job.data.ownerId)]}/${id}`;
    found.push({ id, label: searchWords.openJob(job.data.name), hint: id, run: () => void navigate(to) });
  }
  if (id !== '' && run.data) {
    const to = `${RUN_PAGES[place(run.data.ownerId)]}/${id}`;
    found.push({ id, label: searchWords.openRun(run.data.jobName), hint: id, run: () => void navigate(to) });
  }
  return { byId: found, isLooking: id !== '' && (job.isFetching || run.isFetching) };
}
