import { Link } from 'react-router';
import classes from './link-tabs.module.css';

interface Props<T extends string> {
  label: string;
  current: T;
  tabs: readonly { value: T; label: string; search: string }[];
}

/** Parts of a page as links: each has its address, can be sent to a colleague, and Back works. */
export function LinkTabs<T extends string>({ label, current, tabs }: Props<T>) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ value, label: words, search }) => (
        <Link
          key={value}
          to={{ search }}
          preventScrollReset
          className={classes.tab}
          aria-current={value === current ? 'page' : undefined}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
