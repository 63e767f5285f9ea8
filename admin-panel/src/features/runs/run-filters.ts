import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { DAY_MS, HOUR_MS } from '@punctual/contracts/time';

/** Times of which runs are shown: all, a window that ends now, or from one instant to another. */
const WINDOWS = { '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS } as const;
type WindowName = keyof typeof WINDOWS;
export type When = 'any' | 'between' | WindowName;

/** The filters of a list of runs, as the address has them: `/runs?status=FAILED,SKIPPED&when=24h`. */
export interface RunFilters {
  statuses: readonly RunStatus[];
  jobId: string;
  when: When;
  /** ISO instants, for `between`; empty where it is open. */
  from: string;
  to: string;
}

const NAMES = ['status', 'job', 'when', 'from', 'to'] as const;

export function runFiltersFrom(search: URLSearchParams): RunFilters {
  const asked = (search.get('status') ?? '').split(',');
  const [from, to] = [instantIn(search.get('from')), instantIn(search.get('to'))];
  const when = search.get('when') ?? '';
  return {
    statuses: RUN_STATUSES.filter((status) => asked.includes(status)),
    jobId: ID_PATTERN.test(search.get('job') ?? '') ? (search.get('job') as string) : '',
    when: Object.hasOwn(WINDOWS, when)
      ? (when as WindowName)
      : when === 'between' || from || to
        ? 'between'
        : 'any',
    from,
    to,
  };
}

const instantIn = (text: string | null): string => {
  const at = new Date(text ?? '');
  return text !== null && !Number.isNaN(at.getTime()) ? at.toISOString() : '';
};

/** Puts these filters into the address, and keeps all else that it had. */
export function withRunFilters(search: URLSearchParams, filters: RunFilters): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of NAMES) next.delete(name);
  const { statuses, jobId, when, from, to } = filters;
  if (statuses.length > 0) next.set('status', statuses.join(','));
  if (jobId !== '') next.set('job', jobId);
  if (when !== 'any') next.set('when', when);
  if (when === 'between' && from !== '') next.set('from', from);
  if (when === 'between' && to !== '') next.set('to', to);
  return next;
}

export const isAnyRun = ({ statuses, jobId, when }: RunFilters): boolean =>
  statuses.length === 0 && jobId === '' && when === 'any';

export const ANY_RUN: RunFilters = { statuses: [], jobId: '', when: 'any', from: '', to: '' };

/** Converts filters to a query of the API at this moment. */
export function toRunQuery({ statuses, jobId, when, from, to }: RunFilters, now: number) {
  const window = when === 'any' || when === 'between' ? null : WINDOWS[when];
  return {
    status: statuses.length > 0 ? statuses.join(',') : undefined,
    jobId: jobId || undefined,
    from: window === null ? (when === 'between' && from) || undefined : new Date(now - window).toISOString(),
    to: (when === 'between' && to) || undefined,
  };
}
