import type { BulkAction, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import type { Source } from '../../../lib/api/source.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { showToast } from '../../../lib/toasts.ts';
import type { BulkProgress } from '../api/bulk-all.ts';
import { useBulkJobs, type Which } from '../api/bulk-jobs.ts';
import type { JobRow } from '../api/list-jobs.ts';
import { bulkText } from './bulk-text.ts';

const BulkFailures = lazy(async () => ({
  default: (await loadPart(() => import('./bulk-failures.tsx'))).BulkFailures,
}));

/** Jobs from which on their number has to be typed before they are deleted. */
const TYPED_FROM = 10;

interface Asked {
  action: BulkAction;
  which: Which;
  count: number;
}

interface Props {
  source: Source;
  /** Jobs whose names are known, for the list of those that failed. */
  rows: readonly JobRow[];
  onDone: () => void;
}

/** Asks, changes all of the jobs, says how many were changed, and shows those that failed. */
export function useBulk({ source, rows, onDone }: Props) {
  const { mutateAsync: change } = useBulkJobs(source);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const stopped = useRef(false);
  const [failed, setFailed] = useState<readonly Failure[] | null>(null);
  const carryOut = async () => {
    if (asked === null) return;
    stopped.current = false;
    setProgress({ through: 0, isWaiting: false });
    const { action, which } = asked;
    const isStopped = () => stopped.current;
    const { results, names } = await change({ action, which, onProgress: setProgress, isStopped }).finally(
      () => setProgress(null),
    );
    const failures = failuresOf(
      results,
      new Map([...names, ...rows.map(({ id, name }) => [id, name] as const)]),
    );
    const show = failures.length > 0 ? { label: words.done.show, run: () => setFailed(failures) } : null;
    showToast(bulkText(action, results), { kind: show ? 'failed' : 'done', action: show });
    onDone();
  };
  const ask = (action: BulkAction, which: Which, count: number) => {
    setProgress(null);
    setAsked({ action, which, count });
    setOpened(true);
  };
  const dialogs: ReactNode = (
    <>
      {asked && (
        <Question
          {...asked}
          opened={opened}
          progress={progress}
          onConfirm={carryOut}
          onClose={() => {
            stopped.current = true;
            setOpened(false);
          }}
        />
      )}
      {failed && (
        <Suspense>
          <BulkFailures failures={failed} onClose={() => setFailed(null)} />
        </Suspense>
      )}
    </>
  );
  return { ask, dialogs };
}

type Failure = { id: string; name: string; message: string };

const failuresOf = (results: readonly BulkResult[], names: ReadonlyMap<string, string>): Failure[] =>
  results.flatMap(({ id, error }) =>
    error ? [{ id, name: names.get(id) ?? id, message: error.message }] : [],
  );

interface QuestionProps extends Asked {
  opened: boolean;
  /** Null before it begins. */
  progress: BulkProgress | null;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

function Question({ action, count, opened, progress, onConfirm, onClose }: QuestionProps) {
  const isDelete = action === 'delete';
  return (
    <ConfirmDialog
      opened={opened}
      danger={isDelete}
      title={words.confirm.many[action](count)}
      confirm={words.confirm.manyDo[action](count)}
      cancel={progress !== null ? words.done.stop : isDelete ? words.keepMany : words.cancel}
      {...(isDelete && count >= TYPED_FROM ? { typed: figure(count).replaceAll(',', '') } : {})}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {words.confirm.manyText[action]}
      {progress !== null && (
        <p role="status">
          {words.done.progress(progress.through, count)} {progress.isWaiting && words.done.waiting}
        </p>
      )}
    </ConfirmDialog>
  );
}
