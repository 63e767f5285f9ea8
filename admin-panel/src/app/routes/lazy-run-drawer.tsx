import { lazy, Suspense } from 'react';
import type { Scope } from '../../lib/api/source.ts';
import { loadPart } from '../../lib/load-part.ts';

const RunDrawer = lazy(async () => ({
  default: (await loadPart(() => import('./run-drawer.tsx'))).RunDrawer,
}));

interface Props {
  scope: Scope;
  id: string | null;
  onClose: () => void;
}

/** Shows the run that the address names in a drawer; its code is loaded when the first run is opened. */
export function LazyRunDrawer({ scope, id, onClose }: Props) {
  if (id === null) return null;
  return (
    <Suspense>
      <RunDrawer scope={scope} id={id} onClose={onClose} />
    </Suspense>
  );
}
