import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { UserView } from '@punctual/contracts/users/user';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type NavigateFunction, useNavigate } from 'react-router';
import { foundJobsQuery } from '../../../features/jobs/api/list-jobs.ts';
import { endSession } from '../../../lib/session/session.ts';
import { en } from '../../../lib/strings/en.ts';
import { searchWords } from '../../../lib/strings/search.ts';
import { openDialog } from '../dialogs.ts';
import { placesFor } from '../nav-links.tsx';

/** A result of the search: something to go to or to do. */
export interface Found {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

interface Group {
  title: string;
  found: Found[];
}

const PAUSE_MS = 200;

const matching = (all: Found[], query: string): Found[] =>
  all.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));

/** Searches: jobs on the server, pages and commands by their words. */
export function useFound(query: string, user: UserView): { groups: Group[]; isLooking: boolean } {
  const navigate = useNavigate();
  const commands = useCommands(navigate);
  const { jobs, isLooking } = useJobsNamed(query, navigate);
  const groups = [
    { title: searchWords.jobs, found: jobs },
    { title: searchWords.pages, found: matching(pages(user, navigate), query) },
    { title: searchWords.commands, found: matching(commands, query) },
  ];
  return { groups, isLooking };
}

function useJobsNamed(query: string, navigate: NavigateFunction): { jobs: Found[]; isLooking: boolean } {
  const [asked] = useDebouncedValue(query.trim(), PAUSE_MS);
  const isAsked = asked !== '' && query.trim() !== '';
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...foundJobsQuery(asked),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const isOfAnother = isPlaceholderData || query.trim() !== asked;
  const jobs = (isAsked ? (data?.data ?? []) : []).map(({ id, name }) => {
    return { id, label: name, run: () => void navigate(`/jobs/${id}`) };
  });
  // Jobs found for an earlier text are no answer to this one: Enter would take them.
  return { jobs: isOfAnother ? matching(jobs, query) : jobs, isLooking: isFetching || isOfAnother };
}

const pages = ({ role }: UserView, navigate: NavigateFunction): Found[] => [
  ...placesFor(role === 'admin').map(({ to, label }) => ({ id: to, label, run: () => void navigate(to) })),
  ...searchWords.settings.map(([tab, label]) => ({
    id: `settings-${tab}`,
    label,
    run: () => void navigate(`/settings?tab=${tab}`),
  })),
];

function useCommands(navigate: NavigateFunction): Found[] {
  const { setColorScheme } = useMantineColorScheme();
  return [
    { id: 'new', label: en.jobs.newJob, hint: 'C', run: () => void navigate('/jobs/new') },
    { id: 'light', label: searchWords.light, run: () => setColorScheme('light') },
    { id: 'dark', label: searchWords.dark, run: () => setColorScheme('dark') },
    { id: 'system', label: searchWords.system, run: () => setColorScheme('auto') },
    { id: 'keys', label: searchWords.shortcuts, hint: '?', run: () => openDialog('shortcuts') },
    { id: 'reference', label: searchWords.reference, run: () => window.location.assign('/docs') },
    { id: 'out', label: en.account.logOut, run: () => void endSession() },
  ];
}
