import { Button, CloseButton } from '@mantine/core';
import type { BULK_ACTIONS, BulkAction } from '@punctual/contracts/api/job-bulk-contract';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import classes from './bulk-bar.module.css';
import type { JobPages } from './use-job-pages.ts';
import type { Selection } from './use-selection.ts';

interface Props {
  selection: Selection;
  pages: JobPages;
  isOwn: boolean;
  onAction: (action: BulkAction) => void;
}

const ORDER = ['enable', 'disable', 'run', 'delete'] as const satisfies (typeof BULK_ACTIONS)[number][];
/** With their tags, which only their owner edits. */
const OWN_ORDER = ['enable', 'disable', 'run', 'tag', 'delete'] as const;

/** Offers what can be done to the selected jobs; to select all that match is a step of its own. */
export function BulkBar({ selection, pages, isOwn, onAction }: Props) {
  const { total, totalIsCapped } = pages;
  const count = selection.all ? total : selection.ids.size;
  if (count === 0) return null;
  const mayTakeAll = !selection.all && selection.ids.size < total;
  return (
    <section className={classes.bar} aria-label={words.bar}>
      <strong className={classes.count}>{words.selected(count, selection.all && totalIsCapped)}</strong>
      {mayTakeAll && (
        <button type="button" className={classes.all} onClick={selection.selectAll}>
          {words.selectAll(total, totalIsCapped)}
        </button>
      )}
      <div className={classes.actions}>
        {(isOwn ? OWN_ORDER : ORDER).map((action) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            className={action === 'delete' ? classes.delete : undefined}
            onClick={() => onAction(action)}
          >
            {action === 'tag' ? words.tags : words[action]}
          </Button>
        ))}
      </div>
      <CloseButton
        className={classes.close ?? ''}
        aria-label={words.clearSelection}
        size="lg"
        onClick={selection.clear}
      />
    </section>
  );
}
