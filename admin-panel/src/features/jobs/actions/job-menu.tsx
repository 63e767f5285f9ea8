import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../../../lib/load-part.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { JobMenuButton } from './job-menu-button.tsx';
import type { JobMenuProps } from './opened-job-menu.tsx';

const OpenedJobMenu = lazy(async () => ({
  default: (await loadPart(() => import('./opened-job-menu.tsx'))).OpenedJobMenu,
}));

/** Offers all that can be done to a job. The menu is loaded when the first is opened: a list has very many. */
export function JobMenu(props: JobMenuProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const button = (
    <JobMenuButton
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
