import { Drawer } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useFocusBack } from '../../components/keep-focus.ts';
import { runQuery } from '../../features/runs/api/get-run.ts';
import { RunNeighbours } from '../../features/runs/detail/run-neighbours.tsx';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import type { Scope } from '../../lib/api/source.ts';
import { JOB_PAGES, RUN_PAGES } from '../../lib/pages.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import classes from './run-drawer.module.css';
import { RunWithJob } from './run-with-job.tsx';

interface Props {
  scope: Scope;
  id: string;
  onClose: () => void;
}

/** Shows a run beside the list from which it was opened. */
export function RunDrawer({ scope, id, onClose }: Props) {
  const run = useQuery(runQuery<Scope>(scope, id)).data;
  const { linkTo } = useRunPlace(scope);
  useFocusBack();
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={560} lockScroll={false}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body className={classes.drawer ?? ''}>
          <div className={classes.head}>
            <Drawer.Title className={classes.title ?? ''}>
              {run ? <Link to={`${JOB_PAGES[scope]}/${run.jobId}`}>{run.jobName}</Link> : words.title}
            </Drawer.Title>
            <Link to={`${RUN_PAGES[scope]}/${id}`} className={classes.page}>
              <IconExternalLink size={16} aria-hidden />
              {words.ownPage}
            </Link>
            <RunNeighbours scope={scope} id={id} linkTo={(run) => linkTo({ id: run })} above />
            <Drawer.CloseButton aria-label={words.close} size={44} />
          </div>
          <RunWithJob key={id} scope={scope} id={id} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
