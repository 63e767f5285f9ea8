import { Link } from 'react-router';
import { en } from '../lib/strings/en.ts';
import classes from './pager.module.css';

interface Props {
  page: { number: number; total: number; totalIsCapped: boolean; pages: number };
  searchFor: (page: number) => string;
}

/** How many there are, and the way to the other pages. */
export function Pager({ page, searchFor }: Props) {
  return (
    <div className={classes.pager}>
      <span>{en.jobs.count(page.total, page.totalIsCapped)}</span>
      {page.pages > 1 && (
        <nav aria-label={en.jobs.pages} className={classes.links}>
          {page.number > 1 && <Link to={{ search: searchFor(page.number - 1) }}>{en.jobs.previous}</Link>}
          <span>{en.jobs.page(page.number, page.pages)}</span>
          {page.number < page.pages && (
            <Link to={{ search: searchFor(page.number + 1) }}>{en.jobs.next}</Link>
          )}
        </nav>
      )}
    </div>
  );
}
