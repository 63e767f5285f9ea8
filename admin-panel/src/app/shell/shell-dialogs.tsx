import type { UserView } from '@punctual/contracts/users/user';
import { lazy, Suspense } from 'react';
import { loadPart } from '../../lib/load-part.ts';
import { useStore } from '../../lib/store.ts';
import { askedDialog } from './dialogs.ts';

const SearchDialog = lazy(async () => ({
  default: (await loadPart(() => import('./search/search-dialog.tsx'))).SearchDialog,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await loadPart(() => import('./shortcuts-dialog.tsx'))).ShortcutsDialog,
}));

/** Shows the search and the list of shortcuts; their code is loaded when first asked for. */
export function ShellDialogs({ user }: { user: UserView }) {
  const asked = useStore(askedDialog);
  if (asked === null) return null;
  return (
    <Suspense fallback={<span data-rest-keys hidden />}>
      {asked.name === 'search' ? (
        <SearchDialog times={asked.times} user={user} />
      ) : (
        <ShortcutsDialog times={asked.times} />
      )}
    </Suspense>
  );
}
