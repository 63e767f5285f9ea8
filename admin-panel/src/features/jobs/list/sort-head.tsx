import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './sort-head.module.css';

interface Props {
  column: string;
  label: string;
  sort: JobSort;
  /** Null where there is one order only. */
  onSort: ((column: string) => void) | null;
  className: string | undefined;
}

/** Shows the head of a column that sorts: a button, with the order for screen readers too. */
export function SortHead({ column, label, sort, onSort, className }: Props) {
  if (onSort === null)
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    );
  const isDown = sort === `-${column}`;
  const isSorted = sort === column || isDown;
  const Arrow = isDown ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className={classes.sort} onClick={() => onSort(column)}>
        {label}
        <Arrow size={14} aria-hidden className={classes.arrow} data-shown={isSorted || undefined} />
      </button>
    </th>
  );
}
