import { Button } from '@mantine/core';
import type { InspectedJobView } from '@punctual/contracts/api/admin-jobs-contract';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { IconHelp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { RUN_PAGES } from '../../../lib/pages.ts';
import { useShortcut } from '../../../lib/shortcuts/use-shortcut.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import { runsWords } from '../../../lib/strings/runs.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useDeleteJob } from '../api/delete-job.ts';
import { useRunJob } from '../api/run-job.ts';
import { useSwitchOneJob } from '../api/switch-job.ts';
import classes from './admin-job-actions.module.css';

const words = adminWords.job;

type Act = 'disable' | 'enable' | 'run' | 'remove';

interface Props {
  job: InspectedJobView;
  onWhy: () => void;
}

/** Offers what an administrator may do to any job. Each act asks first: the job is another user's. */
export function AdminJobActions({ job, onWhy }: Props) {
  const [asked, setAsked] = useState<Act | null>(null);
  useShortcut('w', runsWords.why.open, onWhy);
  const acts: Act[] = job.removedAt === null ? [...switches(job), 'remove'] : [];
  return (
    <fieldset className={classes.actions} aria-label={words.actions}>
      {acts.map((act) => (
        <Button key={act} variant="default" onClick={() => setAsked(act)}>
          {words[act]}
        </Button>
      ))}
      <Button variant="default" leftSection={<IconHelp size={18} aria-hidden />} onClick={onWhy}>
        {runsWords.why.open}
      </Button>
      <Question job={job} asked={asked} onClose={() => setAsked(null)} />
    </fieldset>
  );
}

/** A job of a disabled account runs for nobody. */
const switches = ({ enabled, suspended }: InspectedJobView): Act[] =>
  !enabled ? ['enable'] : suspended ? ['disable'] : ['run', 'disable'];

interface QuestionProps {
  job: InspectedJobView;
  asked: Act | null;
  onClose: () => void;
}

function Question({ job, asked, onClose }: QuestionProps) {
  // While it fades away it keeps its words.
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

function questionOf(act: Act, { name, owner, counts }: InspectedJobView) {
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

/** Does it, and says so. */
function useAct(job: InspectedJobView): (act: Act) => Promise<unknown> {
  const navigate = useNavigate();
  const { mutateAsync: run } = useRunJob('all', ({ id, status }) => {
    const follows = isTerminal(status) ? null : ({ scope: 'all', id } as const);
    const view = { label: words.view, run: () => void navigate(`${RUN_PAGES.all}/${id}`) };
    showToast(words.started, { action: view, follows });
  });
  const { mutateAsync: remove } = useDeleteJob('all', async () => {
    showToast(words.removed(job.name));
    await navigate('/admin/jobs');
  });
  const { mutateAsync: switchTo } = useSwitchOneJob('all', ({ enabled }) =>
    showToast(enabled ? words.enabled(job.name) : words.disabled(job.name)),
  );
  return async (act) => {
    if (act === 'remove') return remove(job.id);
    if (act === 'run') return run(job.id);
    return switchTo({ job, enabled: act === 'enable' });
  };
}
