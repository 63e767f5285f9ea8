import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { UserView } from '@punctual/contracts/users/user';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type NavigateFunction, useNavigate } from 'react-router';
import type { JobActions } from '../../../features/jobs/actions/use-job-actions.tsx';
import { foundJobsQuery, type JobRow } from '../../../features/jobs/api/list-jobs.ts';
import { listAllViews } from '../../../lib/saved-views.ts';
import { endSession } from '../../../lib/session/session.ts';
import { en } from '../../../lib/strings/en.ts';
import { searchWords } from '../../../lib/strings/search.ts';
import { openDialog } from '../dialogs.ts';
import { placesFor } from '../nav-links.tsx';
import type { Found } from './found.ts';
import { listActs, readWanted } from './job-acts.ts';
import { useFoundById } from './use-found-by-id.ts';

interface Group {
  title: string;
  found: Found[];
}

const PAUSE_MS = 200;

const holds = (text: string, query: string): boolean =>
  text.toLowerCase().includes(query.trim().toLowerCase());

const matching = (all: Found[], query: string): Found[] => all.filter(({ label }) => holds(label, query));

/** Searches: jobs on the server, by name and by id, pages, views and commands by their words; and acts on what it finds. */
export function useFound(
  query: string,
  user: UserView,
  actions: JobActions,
): { groups: Group[]; isLooking: boolean } {
  const navigate = useNavigate();
  const commands = useCommands(navigate);
  const wanted = readWanted(query);
  const { rows, isLooking } = useJobsNamed(wanted.text);
  const { byId, isLooking: isLookingById } = useFoundById(query, user, navigate);
  const jobs = rows.map(({ id, name }) => ({ id, label: name, run: () => void navigate(`/jobs/${id}`) }));
  const acts = { title: searchWords.acts, found: listActs(rows, wanted, actions) };
  const named = { title: searchWords.jobs, found: jobs };
  const groups = [
    { title: searchWords.byId, found: byId },
    ...(wanted.verb === null ? [named, acts] : [acts, named]),
    { title: searchWords.pages, found: matching(pages(user, navigate), query) },
    { title: searchWords.views, found: matching(views(user, navigate), query) },
    { title: searchWords.commands, found: matching(commands, query) },
  ];
  return { groups, isLooking: isLooking || isLookingById };
}

function useJobsNamed(text: string): { rows: readonly JobRow[]; isLooking: boolean } {
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const isAsked = asked !== '' && text !== '';
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...foundJobsQuery(asked),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const isOfAnother = isPlaceholderData || text !== asked;
  const found = isAsked ? (data?.data ?? []) : [];
  // Jobs found for an earlier text are no answer to this one: Enter would take them.
  const rows = isOfAnother ? found.filter(({ name }) => holds(name, text)) : found;
  return { rows, isLooking: isFetching || isOfAnother };
}

/** Lists the views that were saved, of the pages that this user may go to. */
function views({ role }: UserView, navigate: NavigateFunction): Found[] {
  const places = placesFor(role === 'admin');
  return listAllViews().flatMap(([page, kept]) => {
    const place = places.find(({ to }) => to === page);
    return (place ? kept : []).map(({ name, search }) => ({
      id: `${page}${search} ${name}`,
      label: searchWords.view(place?.label ?? '', name),
      run: () => void navigate(`${page}${search}`),
    }));
  });
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
