import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useHeldRows } from '../../../lib/live/use-held-rows.ts';
import { en } from '../../../lib/strings/en.ts';
import { JobCards } from './job-cards.tsx';
import type { JobRow } from './job-cells.tsx';
import classes from './job-list.module.css';
import { JobTable } from './job-table.tsx';

interface Props {
  rows: readonly JobRow[];
  /** Names this list: another one begins anew. */
  view: string;
  withOwner?: boolean;
  canOpen?: (job: JobRow) => boolean;
  /** Older than what was asked for. */
  isStale: boolean;
}

/** Below, its columns would be cut. */
const TABLE_FITS = '(min-width: 75em)';
const always = () => true;

/** Jobs as a table, on a phone as cards. What is new waits above while somebody reads. */
export function JobList({ rows: fresh, view, withOwner = false, canOpen = always, isStale }: Props) {
  const { rows, held, list, showAll } = useHeldRows(fresh, view);
  const isWide = useMediaQuery(TABLE_FITS, undefined, { getInitialValueInEffect: false });
  const Rows = isWide ? JobTable : JobCards;
  return (
    <div ref={list} tabIndex={-1} data-quiet-focus className={classes.list} data-stale={isStale || undefined}>
      {held > 0 && (
        <Button className={classes.held} size="compact-sm" radius="xl" onClick={showAll}>
          {en.jobs.showNewRows(held)}
        </Button>
      )}
      <Rows rows={rows} withOwner={withOwner} canOpen={canOpen} />
    </div>
  );
}
