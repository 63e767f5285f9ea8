import type { BulkAction, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import type { Source } from '../../../lib/api/source.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { showToast, type ToastAction } from '../../../lib/toasts.ts';
import type { BulkProgress } from '../api/bulk-all.ts';
import { useBulkJobs, type Which } from '../api/bulk-jobs.ts';
import type { JobRow } from '../api/list-jobs.ts';
import { bulkText } from './bulk-text.ts';
import { useTagChange } from './use-tag-change.tsx';

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
  /** Tags to choose from. */
  tags: readonly string[];
  onDone: () => void;
}

/** Asks, changes all of the jobs, says how many were changed, and shows those that failed. */
export function useBulk({ source, rows, tags, onDone }: Props) {
  const { mutateAsync: change } = useBulkJobs(source);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const tagging = useTagChange(tags);
  const stopped = useRef(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const undo = useUndo(change, onDone);
  const carryOut = async () => {
    if (asked === null) return;
    stopped.current = false;
    setProgress({ through: 0, isWaiting: false });
    const order = tagging.orderOf(asked.action);
    const steps = { onProgress: setProgress, isStopped: () => stopped.current };
    const { results, names } = await change({ ...order, which: asked.which, ...steps }).finally(() =>
      setProgress(null),
    );
    const failures = failuresOf(
      results,
      new Map([...names, ...rows.map(({ id, name }) => [id, name] as const)]),
    );
    const back = undo(order.action, results);
    const show =
      failures.length > 0 ? { label: words.done.show, run: () => setProblem({ failures, back }) } : null;
    showToast(bulkText(order.action, results), { kind: show ? 'failed' : 'done', action: show ?? back });
    onDone();
  };
  const ask = (action: BulkAction, which: Which, count: number) => {
    setProgress(null);
    tagging.clear();
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
          {...tagging.questionOf(asked.action)}
          onConfirm={carryOut}
          onClose={() => {
            stopped.current = true;
            setOpened(false);
          }}
        />
      )}
      {problem && (
        <Suspense>
          <BulkFailures {...problem} onClose={() => setProblem(null)} />
        </Suspense>
      )}
    </>
  );
  return { ask, dialogs };
}

/**
 * Makes the way back from what was done to jobs, of those alone that it changed: a job that was enabled is disabled
 * again. Runs that were canceled do not come back, so that enabling is not called an undo.
 */
function useUndo(change: ReturnType<typeof useBulkJobs>['mutateAsync'], onDone: () => void) {
  return (action: BulkAction, results: readonly BulkResult[]): ToastAction | null => {
    const ids = results.filter(({ outcome }) => outcome === 'done').map(({ id }) => id);
    if ((action !== 'enable' && action !== 'disable') || ids.length === 0) return null;
    const opposite = action === 'enable' ? 'disable' : 'enable';
    const run = async () => {
      const undone = await change({ action: opposite, which: { ids } });
      const isWhole = undone.results.every(({ outcome }) => outcome !== 'failed');
      showToast(bulkText(opposite, undone.results), { kind: isWhole ? 'done' : 'failed' });
      onDone();
    };
    const label = action === 'enable' ? words.done.undo : words.done.enableAgain;
    return { label, run: () => void run() };
  };
}

/** Jobs that could not be changed, and the way back of the others. */
interface Problem {
  failures: readonly Failure[];
  back: ToastAction | null;
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
  isReady: boolean;
  /** Asks for more than a yes. */
  fields: ReactNode;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

function Question({ action, count, opened, progress, fields, ...question }: QuestionProps) {
  const isDelete = action === 'delete';
  return (
    <ConfirmDialog
      opened={opened}
      danger={isDelete}
      title={words.confirm.many[action](count)}
      confirm={words.confirm.manyDo[action](count)}
      cancel={progress !== null ? words.done.stop : isDelete ? words.keepMany : words.cancel}
      {...(isDelete && count >= TYPED_FROM ? { typed: figure(count).replaceAll(',', '') } : {})}
      {...question}
    >
      {words.confirm.manyText[action]}
      <Suspense>{fields}</Suspense>
      {progress !== null && (
        <p role="status">
          {words.done.progress(progress.through, count)} {progress.isWaiting && words.done.waiting}
        </p>
      )}
    </ConfirmDialog>
  );
}
