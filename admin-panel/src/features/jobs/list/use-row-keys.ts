import { type RefObject, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useShortcut } from '../../../lib/shortcuts/use-shortcut.ts';
import { jobsWords } from '../../../lib/strings/jobs.ts';
import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import { isOwnJob } from '../is-own-job.ts';
import type { JobPages } from './use-job-pages.ts';
import type { Selection } from './use-selection.ts';

interface Props {
  list: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  pages: JobPages | null;
  focusRow: (index: number) => void;
  selection: Selection;
  actions: JobActions;
  canOpen: (job: JobRow) => boolean;
  onWhy: ((job: JobRow) => void) | undefined;
}

const words = jobsWords.shortcuts;

/** Lets the keyboard use the list: keys act on the row that has the focus. */
export function useRowKeys({
  list,
  search,
  pages,
  focusRow,
  selection,
  actions,
  canOpen,
  onWhy,
}: Props): void {
  const navigate = useNavigate();
  const row = useMemo(() => rowIn(list), [list]);
  const total = pages?.total ?? 0;
  const withJob = (act: (job: JobRow) => void) => () => {
    const index = row();
    const job = index === null ? undefined : pages?.rowAt(index);
    if (job) act(job);
  };
  const move = (step: number) => () => {
    const index = row();
    focusRow(Math.min(total - 1, Math.max(0, index === null ? 0 : index + step)));
  };
  const has = total > 0;
  useShortcut('j', words.next, has ? move(1) : null);
  useShortcut('k', words.previous, has ? move(-1) : null);
  useShortcut('x', words.select, has ? withJob(({ id }) => selection.toggle(id)) : null);
  useShortcut(
    'e',
    words.edit,
    has ? withJob((job) => canOpen(job) && isOwnJob(job) && void navigate(`/jobs/${job.id}/edit`)) : null,
  );
  useShortcut('r', words.run, has ? withJob(actions.run) : null);
  useShortcut('w', words.why, has && onWhy ? withJob(onWhy) : null);
  useShortcut('d', words.toggle, has ? withJob((job) => actions.setEnabled(job, !job.enabled)) : null);
  useShortcut('/', words.search, () => search.current?.focus());
  useShortcut('n', words.fresh, pages && pages.waiting !== 'nothing' ? pages.showAll : null);
  useShortcut('escape', words.clear, selection.all || selection.ids.size > 0 ? selection.clear : null);
}

/** Finds the row that has the focus. */
const rowIn = (list: RefObject<HTMLElement | null>) => (): number | null => {
  const focused = document.activeElement;
  const row = focused && list.current?.contains(focused) ? focused.closest<HTMLElement>('[data-row]') : null;
  return row ? Number(row.dataset.row) : null;
};
