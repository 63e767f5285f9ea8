import '@mantine/core/styles/Menu.css';
import { Menu } from '@mantine/core';
import {
  IconCopy,
  IconDownload,
  IconEdit,
  IconHelp,
  IconPlayerPlay,
  IconPower,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { JobRow } from '../api/list-jobs.ts';
import { JobMenuButton } from './job-menu-button.tsx';
import type { JobActions } from './use-job-actions.tsx';

const SIZE = 18;

export interface JobMenuProps {
  job: JobRow;
  actions: JobActions;
  /** The user's own job, which has pages to edit and to copy it. */
  isOwn?: boolean;
  onWhy?: ((job: JobRow) => void) | undefined;
  onSelect?: ((job: JobRow) => void) | undefined;
  onExport?: (() => void) | undefined;
}

/** Shows the menu, open: it is loaded and made when it is first asked for. */
export function OpenedJobMenu(props: JobMenuProps) {
  return (
    <Menu defaultOpened position="bottom-end" width={210} loop={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <JobMenuButton aria-label={words.actionsFor(props.job.name)} />
      </Menu.Target>
      <Menu.Dropdown>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ job, actions, isOwn = true, onWhy, onSelect, onExport }: JobMenuProps) {
  return (
    <>
      <Menu.Item leftSection={<IconPlayerPlay size={SIZE} aria-hidden />} onClick={() => actions.run(job)}>
        {words.run}
      </Menu.Item>
      {isOwn && (
        <>
          <Menu.Item
            leftSection={<IconEdit size={SIZE} aria-hidden />}
            component={Link}
            to={`/jobs/${job.id}/edit`}
          >
            {words.edit}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={SIZE} aria-hidden />}
            component={Link}
            to={`/jobs/new?from=${job.id}`}
          >
            {words.clone}
          </Menu.Item>
        </>
      )}
      <Menu.Item
        leftSection={<IconPower size={SIZE} aria-hidden />}
        onClick={() => actions.setEnabled(job, !job.enabled)}
      >
        {job.enabled ? words.disable : words.enable}
      </Menu.Item>
      {onWhy && (
        <Menu.Item leftSection={<IconHelp size={SIZE} aria-hidden />} onClick={() => onWhy(job)}>
          {words.why}
        </Menu.Item>
      )}
      {onSelect && (
        <Menu.Item leftSection={<IconSquareCheck size={SIZE} aria-hidden />} onClick={() => onSelect(job)}>
          {words.column.select}
        </Menu.Item>
      )}
      {onExport && (
        <Menu.Item leftSection={<IconDownload size={SIZE} aria-hidden />} onClick={onExport}>
          {words.export}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconTrash size={SIZE} aria-hidden />}
        color="var(--mantine-color-error)"
        onClick={() => actions.remove(job)}
      >
        {words.delete}
      </Menu.Item>
    </>
  );
}
