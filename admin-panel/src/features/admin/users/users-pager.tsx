import { Link, useSearchParams } from 'react-router';
import pager from './users-pager.module.css';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import { en } from '../../../lib/strings/en.ts';

type Page = NonNullable<PageOf<unknown>['page']>;

/** How many accounts there are, and the way to the other pages. */
export function UsersPager({ page }: { page: Page }) {
  const [search] = useSearchParams();
  const at = (number: number) => {
    const next = new URLSearchParams(search);
    next.set('page', String(number));
    return { search: `?${next}` };
  };
  return (
    <div className={pager.pager}>
      <span>{adminWords.users.count(page.total, page.totalIsCapped)}</span>
      {page.pages > 1 && (
        <nav aria-label={en.jobs.pages} className={pager.links}>
          {page.number > 1 && <Link to={at(page.number - 1)}>{en.jobs.previous}</Link>}
          <span>{en.jobs.page(page.number, page.pages)}</span>
          {page.number < page.pages && <Link to={at(page.number + 1)}>{en.jobs.next}</Link>}
        </nav>
      )}
    </div>
  );
}
