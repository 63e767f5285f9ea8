import { Button } from '@mantine/core';
import type { JobView } from '@punctual/contracts/jobs/job';
import { IconEdit, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useShortcut } from '../../../lib/shortcuts/use-shortcut.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { JobMenu } from '../actions/job-menu.tsx';
import type { JobActions } from '../actions/use-job-actions.tsx';
import { isFinished } from '../is-finished.ts';
import { EnabledSwitch } from '../list/job-cells.tsx';
import { exportJob } from './export-job.ts';
import classes from './job-head.module.css';

interface Props {
  job: JobView;
  actions: JobActions;
  onWhy: () => void;
}

/** Offers what can be done to this job. */
export function JobHead({ job, actions, onWhy }: Props) {
  const navigate = useNavigate();
  const edit = `/jobs/${job.id}/edit`;
  useShortcut('e', words.edit, () => void navigate(edit));
  useShortcut('r', words.run, () => actions.run(job));
  useShortcut('w', words.why, onWhy);
  useShortcut('d', job.enabled ? words.disable : words.enable, () => actions.setEnabled(job, !job.enabled));
  return (
    <div className={classes.head}>
      {isFinished(job) ? (
        <Button component={Link} to={`${edit}?again`} variant="default">
          {words.again}
        </Button>
      ) : (
        <EnabledSwitch job={job} actions={actions} />
      )}
      <Button
        className={classes.run}
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        disabled={!job.enabled}
        onClick={() => actions.run(job)}
      >
        {words.run}
      </Button>
      <Button component={Link} to={edit} variant="default" leftSection={<IconEdit size={18} aria-hidden />}>
        {words.edit}
      </Button>
      <JobMenu job={job} actions={actions} onWhy={onWhy} onExport={() => exportJob(job)} />
    </div>
  );
}
