import { Button } from '@mantine/core';
import type {
  adminCancelRun,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminRunJob,
} from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { OwnedJobView } from '@punctual/contracts/jobs/job';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { showToast } from '../../lib/toasts.ts';
import classes from './job-actions.module.css';

const words = adminWords.job;

type Act = 'disable' | 'enable' | 'run' | 'remove';

/** What an administrator may do to anybody's job. Each asks first: it is somebody else's. */
export function JobActions({ job }: { job: OwnedJobView }) {
  const [asked, setAsked] = useState<Act | null>(null);
  const acts: Act[] = [...(job.enabled ? (['run', 'disable'] as const) : (['enable'] as const)), 'remove'];
  return (
    <fieldset className={classes.actions} aria-label={words.actions}>
      {acts.map((act) => (
        <Button key={act} variant="default" onClick={() => setAsked(act)}>
          {words[act]}
        </Button>
      ))}
      <Question job={job} asked={asked} onClose={() => setAsked(null)} />
    </fieldset>
  );
}

interface QuestionProps {
  job: OwnedJobView;
  asked: Act | null;
  onClose: () => void;
}

function Question({ job, asked, onClose }: QuestionProps) {
  // While it fades it says what it said.
  const last = useRef<Act>('run');
  last.current = asked ?? last.current;
  const act = useAct(job);
  const { title, text, confirm } = questionOf(last.current, job);
  return (
    <ConfirmDialog
      opened={asked !== null}
      title={title}
      confirm={confirm}
      cancel={last.current === 'remove' ? words.keep : words.cancel}
      danger={last.current === 'remove'}
      onConfirm={() => act(last.current)}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  );
}

function questionOf(act: Act, { name, owner, counts }: OwnedJobView) {
  switch (act) {
    case 'disable':
      return {
        title: words.askDisable(name),
        text: words.disableText(owner.email),
        confirm: words.disableConfirm,
      };
    case 'enable':
      return {
        title: words.askEnable(name),
        text: words.enableText(owner.email),
        confirm: words.enableConfirm,
      };
    case 'run':
      return { title: words.askRun(name), text: words.runText(owner.email), confirm: words.runConfirm };
    case 'remove':
      return {
        title: words.askRemove(name),
        text: words.removeText(owner.email, counts.total),
        confirm: words.removeConfirm,
      };
  }
}

/** Does it, says so, and asks anew for what it changed. */
function useAct({ id, name }: OwnedJobView): (act: Act) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const params = { id };
  return async (act) => {
    if (act === 'remove') {
      await call<typeof adminDeleteJob>(apiFetch, 'DELETE /admin/jobs/:id', { params });
      showToast(words.removed(name));
      await navigate('/admin/jobs');
    } else if (act === 'run') {
      await call<typeof adminRunJob>(
        apiFetch,
        'POST /admin/jobs/:id/run',
        { params },
        { headers: { 'Idempotency-Key': crypto.randomUUID() } },
      );
      showToast(words.started);
    } else {
      await call<typeof adminEnableJob | typeof adminDisableJob>(
        apiFetch,
        act === 'enable' ? 'PATCH /admin/jobs/:id/enable' : 'PATCH /admin/jobs/:id/disable',
        { params },
      );
      showToast(act === 'enable' ? words.enabled(name) : words.disabled(name));
    }
    await queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'admin' && !JSON.stringify(queryKey).includes('"loaded"'),
    });
  };
}

export const cancelAnyRun = (id: string): Promise<unknown> =>
  call<typeof adminCancelRun>(apiFetch, 'POST /admin/runs/:id/cancel', { params: { id } });
