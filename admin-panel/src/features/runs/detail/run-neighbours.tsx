import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Scope } from '../../../lib/api/source.ts';
import { useShortcut } from '../../../lib/shortcuts/use-shortcut.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { neighboursQuery } from '../api/run-neighbours.ts';
import classes from './run-neighbours.module.css';

interface Props {
  scope: Scope;
  id: string;
  linkTo: (runId: string) => string;
  /** It is shown in a drawer above the page. */
  above?: boolean;
}

/** Leads to the runs of the same job before and after this one, by press or by `[` and `]`. */
export function RunNeighbours({ scope, id, linkTo, above = false }: Props) {
  const { older, newer } = useQuery(neighboursQuery(scope, id)).data ?? {};
  return (
    <div className={classes.neighbours}>
      <Beside keys="[" label={words.previous} to={older && linkTo(older.id)} above={above}>
        <IconChevronLeft size={20} aria-hidden />
      </Beside>
      <Beside keys="]" label={words.next} to={newer && linkTo(newer.id)} above={above}>
        <IconChevronRight size={20} aria-hidden />
      </Beside>
    </div>
  );
}

interface BesideProps {
  keys: string;
  label: string;
  to: string | null | undefined;
  above: boolean;
  children: ReactNode;
}

/** Keeps its place, and the focus, where there is no such run. */
function Beside({ keys, label, to, above, children }: BesideProps) {
  const navigate = useNavigate();
  const go = to ? () => void navigate(to, { preventScrollReset: true }) : null;
  useShortcut(keys, label, go, above);
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      title={`${label} (${keys})`}
      data-disabled={go === null || undefined}
      aria-disabled={go === null}
      onClick={() => go?.()}
    >
      {children}
    </ActionIcon>
  );
}
