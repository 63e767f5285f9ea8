import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconEdit,
  IconHelp,
  IconPlayerPlay,
  IconPower,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { JobRow } from '../job-source.ts';
import type { JobActions } from './use-job-actions.tsx';

interface Props {
  job: JobRow;
  actions: JobActions;
  /** Pages of its own are to be had for one's own jobs. */
  isOwn?: boolean;
  onWhy?: ((job: JobRow) => void) | undefined;
  onSelect?: ((job: JobRow) => void) | undefined;
  children?: ReactNode;
}

const SIZE = 18;

/** All that can be done to a job. The menu itself is made when it is first opened: a list has very many of them. */
export function JobMenu(props: Props) {
  const [wasOpened, setWasOpened] = useState(false);
  const label = words.actionsFor(props.job.name);
  if (!wasOpened)
    return (
      <MenuButton
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => setWasOpened(true)}
      />
    );
  return (
    <Menu defaultOpened position="bottom-end" width={210} loop={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <MenuButton aria-label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuButton(props: React.ComponentProps<'button'>) {
  return (
    <ActionIcon variant="subtle" color="gray" size={36} {...props}>
      <IconDots size={20} aria-hidden />
    </ActionIcon>
  );
}

function Items({ job, actions, isOwn = true, onWhy, onSelect, children }: Props) {
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
      {children}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconTrash size={SIZE} aria-hidden />}
        color="red"
        onClick={() => actions.remove(job)}
      >
        {words.delete}
      </Menu.Item>
    </>
  );
}
