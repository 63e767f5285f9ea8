import { Link, useSearchParams } from 'react-router';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import pager from './users-pager.module.css';

type Page = NonNullable<PageOf<unknown>['page']>;

/** Says how many accounts there are, and leads to the other pages. */
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
        <nav aria-label={adminWords.users.pages} className={pager.links}>
          {page.number > 1 && <Link to={at(page.number - 1)}>{adminWords.users.previous}</Link>}
          <span>{adminWords.users.page(page.number, page.pages)}</span>
          {page.number < page.pages && <Link to={at(page.number + 1)}>{adminWords.users.next}</Link>}
        </nav>
      )}
    </div>
  );
}
