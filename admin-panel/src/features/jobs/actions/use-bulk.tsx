import type { BulkAction, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { showToast } from '../../../lib/toasts.ts';
import type { JobRow, JobSource } from '../job-source.ts';
import { bulkAll, bulkText, type Which } from './bulk.ts';

const BulkFailures = lazy(async () => ({ default: (await import('./bulk-failures.tsx')).BulkFailures }));

/** From so many on their number has to be typed before they are deleted. */
const TYPED_FROM = 10;

interface Asked {
  action: BulkAction;
  which: Which;
  count: number;
}

interface Props {
  source: JobSource;
  /** Of jobs that are known, for the list of those that failed. */
  rows: readonly JobRow[];
  onDone: () => void;
}

/** Asks, does it to all, tells how many it was done to, and shows those that failed. */
export function useBulk({ source, rows, onDone }: Props) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const [through, setThrough] = useState(0);
  const [failed, setFailed] = useState<readonly Failure[] | null>(null);
  const carryOut = async () => {
    if (asked === null) return;
    setThrough(0);
    const results = await bulkAll(source, asked.action, asked.which, setThrough).finally(() =>
      client.invalidateQueries({ queryKey: ['jobs'] }),
    );
    const failures = failuresOf(results, new Map(rows.map(({ id, name }) => [id, name])));
    const show = failures.length > 0 ? { label: words.done.show, run: () => setFailed(failures) } : null;
    showToast(bulkText(asked.action, results), { kind: show ? 'failed' : 'done', action: show });
    onDone();
  };
  const ask = (action: BulkAction, which: Which, count: number) => {
    setThrough(0);
    setAsked({ action, which, count });
    setOpened(true);
  };
  const dialogs: ReactNode = (
    <>
      {asked && (
        <Question
          {...asked}
          opened={opened}
          through={through}
          onConfirm={carryOut}
          onClose={() => setOpened(false)}
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
  through: number;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

function Question({ action, count, opened, through, onConfirm, onClose }: QuestionProps) {
  const isDelete = action === 'delete';
  return (
    <ConfirmDialog
      opened={opened}
      danger={isDelete}
      title={words.confirm.many[action](count)}
      confirm={words.confirm.manyDo[action](count)}
      cancel={isDelete ? words.keepMany : words.cancel}
      {...(isDelete && count >= TYPED_FROM ? { typed: figure(count).replaceAll(',', '') } : {})}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {words.confirm.manyText[action]}
      {through > 0 && through < count && <p role="status">{words.done.progress(through)}</p>}
    </ConfirmDialog>
  );
}
