import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { Link } from 'react-router';
import { en } from '../../../lib/strings/en.ts';
import { figure } from '../../../lib/strings/plural.ts';
import type { JobCounts } from '../api/count-jobs.ts';
import { type JobFilters, SHOWS, type Show, searchOf, withShow } from './job-filters.ts';
import classes from './show-tabs.module.css';

interface Props {
  filters: JobFilters;
  counts: JobCounts | undefined;
  /** Other parameters of the address, which stay. */
  kept?: string;
  /** The usual order of this list. */
  order?: JobSort;
}

/** Shows links, not tabs: each view has its address, can be sent to a colleague, and Back works. */
export function ShowTabs({ filters, counts, kept = '', order }: Props) {
  return (
    <nav aria-label={en.jobs.filters} className={classes.bar}>
      {(Object.keys(SHOWS) as Show[]).map((show) => {
        const count = counts && countOf(counts, show);
        return (
          <Link
            key={show}
            to={{ search: withKept(searchOf(withShow(filters, show, order), order), kept) }}
            className={classes.choice}
            aria-current={filters.show === show ? 'page' : undefined}
            preventScrollReset
          >
            {SHOWS[show].label}{' '}
            {count !== undefined && <span className={classes.count}>{figure(count)}</span>}
          </Link>
        );
      })}
    </nav>
  );
}

const withKept = (search: string, kept: string): string =>
  kept === '' ? search : `${search === '' ? '?' : `${search}&`}${kept}`;

function countOf({ total, disabled, failing, byStatus }: JobCounts, show: Show): number {
  switch (show) {
    case 'all':
      return total;
    case 'failing':
      return failing;
    case 'running':
      return byStatus.RUNNING;
    case 'disabled':
      return disabled;
    case 'finished':
      return byStatus.COMPLETED;
  }
}
