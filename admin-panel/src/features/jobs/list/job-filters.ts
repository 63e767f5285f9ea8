import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { MAX_PAGE_SIZE, SEARCH_LIMIT } from '@punctual/contracts/api/limits';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { JobStatus } from '@punctual/contracts/jobs/job-status';
import type { TaskType } from '@punctual/contracts/tasks/task';
import { en } from '../../../lib/strings/en.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';

/** The filters of a list of jobs, as the address has them: `/jobs?show=failing&q=report&sort=name`. */
export interface JobFilters {
  show: Show;
  q: string;
  type: TaskType | '';
  tag: string;
  enabled: 'true' | 'false' | '';
  sort: JobSort;
}

interface ShowChoice {
  label: string;
  query: { status?: JobStatus; enabled?: 'true' | 'false'; failing?: 'true' };
}

export const SHOWS = {
  all: { label: words.shows.all, query: {} },
  failing: { label: words.shows.failing, query: { failing: 'true' } },
  running: { label: words.shows.running, query: { status: 'RUNNING' } },
  disabled: { label: words.shows.disabled, query: { enabled: 'false' } },
  finished: { label: words.shows.finished, query: { status: 'COMPLETED' } },
} as const satisfies Record<string, ShowChoice>;
export type Show = keyof typeof SHOWS;

/** The jobs of one page: as many as the API gives. */
export const PAGE_SIZE = MAX_PAGE_SIZE;
const DEFAULT_SORT: JobSort = 'nextRunAt';
const SORTED_BY = ['nextRunAt', 'name', 'lastRun', 'createdAt'];

const NONE: JobFilters = { show: 'all', q: '', type: '', tag: '', enabled: '', sort: DEFAULT_SORT };

/** Chooses the order of a view unless the address names one: of failing jobs the newest failure comes first. */
export const orderOf = (show: Show, otherwise: JobSort = DEFAULT_SORT): JobSort =>
  show === 'failing' ? '-lastRun' : otherwise;

/** Changes the view; an order that was chosen stays. */
export const withShow = (filters: JobFilters, show: Show, order?: JobSort): JobFilters => ({
  ...filters,
  show,
  sort: filters.sort === orderOf(filters.show, order) ? orderOf(show, order) : filters.sort,
});

export function filtersFrom(search: URLSearchParams, order: JobSort = DEFAULT_SORT): JobFilters {
  const text = (name: string) => (search.get(name) ?? '').trim();
  const among = <T extends string>(name: string, known: readonly T[], otherwise: T | '') =>
    known.find((one) => one === search.get(name)) ?? otherwise;
  const show = (among('show', Object.keys(SHOWS), 'all') || 'all') as Show;
  return {
    show,
    q: text('q').slice(0, SEARCH_LIMIT),
    type: among('type', Object.keys(en.kinds) as TaskType[], ''),
    tag: text('tag').slice(0, JOB_LIMITS.tag),
    enabled: among('enabled', ['true', 'false'] as const, ''),
    sort: sortFrom(search.get('sort'), orderOf(show, order)),
  };
}

function sortFrom(text: string | null, otherwise: JobSort): JobSort {
  return SORTED_BY.includes((text ?? '').replace(/^-/, '')) ? (text as JobSort) : otherwise;
}

/** Formats filters for the address; defaults are left out. */
export function searchOf(filters: JobFilters, order: JobSort = DEFAULT_SORT): string {
  const kept = { ...filters, show: filters.show === 'all' ? '' : filters.show };
  const isUsual = filters.sort === orderOf(filters.show, order);
  const given = Object.entries({ ...kept, sort: isUsual ? '' : filters.sort });
  const search = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return search.size > 0 ? `?${search}` : '';
}

/** Tells whether all jobs are meant, in whatever order. */
export const isUnfiltered = ({ sort: _, ...filters }: JobFilters): boolean =>
  searchOf({ ...NONE, ...filters }) === '';

export const withoutFilters = (filters: JobFilters): JobFilters => ({
  ...NONE,
  sort: withShow(filters, 'all').sort,
});

/** Converts filters to a query of the API. */
export const toQuery = ({ show, sort, ...filters }: JobFilters) => ({
  ...chosen(filters),
  ...SHOWS[show].query,
  sort,
  limit: PAGE_SIZE,
});

interface Chosen {
  q?: string;
  type?: TaskType;
  tag?: string;
  enabled?: 'true' | 'false';
  status?: JobStatus;
  failing?: 'true';
}

const chosen = (filters: Omit<JobFilters, 'show' | 'sort'>): Chosen =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));

/** Chooses the order after a press on the head of a column: reversed, if it is that column's already. */
export const nextSort = (sort: JobSort, column: string): JobSort =>
  (sort === column ? `-${column}` : column) as JobSort;
