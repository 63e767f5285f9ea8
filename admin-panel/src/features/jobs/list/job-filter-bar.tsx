import { Link } from 'react-router';
import { en } from '../../../lib/strings/en.ts';
import classes from './job-filter-bar.module.css';
import { type JobFilters, SHOWS, type Show, searchOf } from './job-filters.ts';

/** Links, not tabs: each view has its address, can be sent to a colleague, and Back works. */
export function JobFilterBar({ filters }: { filters: JobFilters }) {
  return (
    <nav aria-label={en.jobs.filters} className={classes.bar}>
      {(Object.keys(SHOWS) as Show[]).map((show) => (
        <Link
          key={show}
          to={{ search: searchOf({ show, page: 1 }) }}
          className={classes.choice}
          aria-current={filters.show === show ? 'page' : undefined}
          preventScrollReset
        >
          {SHOWS[show].label}
        </Link>
      ))}
    </nav>
  );
}
