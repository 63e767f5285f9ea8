import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './disclosure.module.css';

interface Props {
  title: string;
  /** A summary of the content, shown while it is closed. */
  summary: string;
  /** The number of its values that differ from the defaults. */
  badge?: string | null;
  /** Something in it is wrong: it opens, and stays open while that is so. */
  wrong: boolean;
  children: ReactNode;
}

/** Shows a block that is closed until it is wanted, with a summary meanwhile. */
export function Disclosure({ title, summary, badge = null, wrong, children }: Props) {
  const [opened, setOpened] = useState(false);
  if (wrong && !opened) setOpened(true);
  return (
    <details
      className={classes.block}
      open={opened}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary className={classes.head}>
        <IconChevronRight size={18} aria-hidden className={classes.mark} />
        <h2>{title}</h2>
        {badge !== null && <span className={classes.badge}>{badge}</span>}
        {!opened && <span className={classes.summary}>{summary}</span>}
      </summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}
