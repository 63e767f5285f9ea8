import '@mantine/core/styles/Modal.css';
import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import type { UserView } from '@punctual/contracts/users/user';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { keepFocus } from '../../../components/keep-focus.ts';
import { useJobActions } from '../../../features/jobs/actions/use-job-actions.tsx';
import { OWN } from '../../../lib/api/source.ts';
import { searchWords } from '../../../lib/strings/search.ts';
import type { Found } from './found.ts';
import classes from './search-dialog.module.css';
import { useFound } from './use-found.ts';

const [store, spotlight] = createSpotlight();

/** Searches pages, views, commands and jobs, and acts on these. @param times opens anew with each that is asked for */
export function SearchDialog({ times, user }: { times: number; user: UserView }) {
  const [query, setQuery] = useState('');
  const { actions, dialogs } = useJobActions(OWN);
  const { groups, isLooking } = useFound(query, user, actions);
  useEffect(() => {
    if (times > 0) spotlight.open();
  }, [times]);
  const isEmpty = groups.every(({ found }) => found.length === 0);
  return (
    <>
      <Spotlight.Root
        store={store}
        shortcut={null}
        query={query}
        onQueryChange={setQuery}
        scrollable
        maxHeight={440}
        lockScroll={false}
        title={searchWords.title}
        classNames={{ header: classes.spoken ?? '' }}
        onExitTransitionEnd={() => keepFocus()}
      >
        <Spotlight.Search
          placeholder={searchWords.placeholder}
          aria-label={searchWords.title}
          onKeyDownCapture={takeFirst}
          leftSection={<IconSearch size={20} aria-hidden />}
        />
        <Spotlight.ActionsList>
          {groups
            .filter(({ found }) => found.length > 0)
            .map(({ title, found }) => (
              <Spotlight.ActionsGroup key={title} label={title}>
                {found.map((one) => (
                  <FoundAction key={one.id} found={one} />
                ))}
              </Spotlight.ActionsGroup>
            ))}
          {isEmpty && <Spotlight.Empty>{isLooking ? searchWords.looking : searchWords.none}</Spotlight.Empty>}
        </Spotlight.ActionsList>
      </Spotlight.Root>
      {dialogs}
    </>
  );
}

/** Takes the first result on Enter, unless another was chosen with the arrows. */
function takeFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const dialog = event.currentTarget.closest('[role=dialog]');
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || dialog?.querySelector('[data-selected]'))
    return;
  event.stopPropagation();
  event.preventDefault();
  dialog?.querySelector<HTMLElement>('[data-action]')?.click();
}

function FoundAction({ found: { label, hint, run } }: { found: Found }) {
  return (
    <Spotlight.Action onClick={run}>
      <span className={classes.label}>{label}</span>
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </Spotlight.Action>
  );
}
