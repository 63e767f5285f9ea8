import type { ReactNode } from 'react';
import classes from './page-header.module.css';
import { usePageTitle } from './use-page-title.ts';

interface Props {
  title: string;
  /** The title of the browser's tab, where it is more than the heading. */
  documentTitle?: string;
  badge?: string;
  /** Above the title: where this page belongs. */
  parent?: ReactNode;
  /** Beside the title: what is wanted seldom. */
  more?: ReactNode;
  /** The one primary action of the page. */
  action?: ReactNode | undefined;
}

/** Title and primary action. The heading takes the focus when the page is entered. */
export function PageHeader({ title, documentTitle = title, badge, parent, more, action }: Props) {
  const heading = usePageTitle(documentTitle);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        {parent}
        <div className={classes.line}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {badge !== undefined && <span className={classes.badge}>{badge}</span>}
          {more !== undefined && <div className={classes.more}>{more}</div>}
        </div>
      </div>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </header>
  );
}
