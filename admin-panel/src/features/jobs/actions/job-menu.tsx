import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { JobRow } from '../job-source.ts';
import classes from './job-menu.module.css';
import type { JobActions } from './use-job-actions.tsx';

const OpenedJobMenu = lazy(async () => ({
  default: (await import('./opened-job-menu.tsx')).OpenedJobMenu,
}));

export interface JobMenuProps {
  job: JobRow;
  actions: JobActions;
  /** Pages of its own are to be had for one's own jobs. */
  isOwn?: boolean;
  onWhy?: ((job: JobRow) => void) | undefined;
  onSelect?: ((job: JobRow) => void) | undefined;
  onExport?: (() => void) | undefined;
}

/** All that can be done to a job. The menu is loaded when the first is opened: a list has very many of them. */
export function JobMenu(props: JobMenuProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const button = (
    <MenuButton
      aria-label={words.actionsFor(props.job.name)}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWasOpened(true)}
    />
  );
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <OpenedJobMenu {...props} />
    </Suspense>
  );
}

/** Plain: a long list makes one with each row that comes into view. */
export function MenuButton(props: React.ComponentProps<'button'>) {
  return (
    <button type="button" {...props} className={classes.button}>
      <IconDots size={20} aria-hidden />
    </button>
  );
}
