import type { JobStatus } from '@punctual/shared/jobs/job-status';
import { en } from '../../../lib/strings/en.ts';

/** What a list of jobs shows, as the address has it: `/jobs?show=failed&page=2`. */
export interface JobFilters {
  show: Show;
  page: number;
}

interface ShowChoice {
  label: string;
  query: { status?: JobStatus; enabled?: 'true' | 'false' };
}

export const SHOWS = {
  all: { label: en.jobs.all, query: {} },
  running: { label: en.jobStatus.RUNNING, query: { status: 'RUNNING' } },
  waiting: { label: en.jobStatus.PENDING, query: { status: 'PENDING' } },
  failed: { label: en.jobStatus.FAILED, query: { status: 'FAILED' } },
  finished: { label: en.jobStatus.COMPLETED, query: { status: 'COMPLETED' } },
  disabled: { label: en.jobStatus.disabled, query: { enabled: 'false' } },
} as const satisfies Record<string, ShowChoice>;
export type Show = keyof typeof SHOWS;

export const PAGE_SIZE = 50;

const isShow = (text: string): text is Show => Object.hasOwn(SHOWS, text);

export function filtersFrom(search: URLSearchParams): JobFilters {
  const show = search.get('show') ?? 'all';
  const page = Number(search.get('page') ?? 1);
  return { show: isShow(show) ? show : 'all', page: Number.isSafeInteger(page) && page > 0 ? page : 1 };
}

/** The address of these filters; what is as by default is left out. */
export function searchOf({ show, page }: JobFilters): string {
  const search = new URLSearchParams();
  if (show !== 'all') search.set('show', show);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `?${search}` : '';
}

export const toQuery = ({ show, page }: JobFilters) => ({ ...SHOWS[show].query, page, limit: PAGE_SIZE });
