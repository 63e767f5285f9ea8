import { lazy, Suspense } from 'react';
import { loadPart } from '../../lib/load-part.ts';

const RunDrawer = lazy(async () => ({
  default: (await loadPart(() => import('./run-drawer.tsx'))).RunDrawer,
}));

/** Shows the run that the address names in a drawer; its code is loaded when the first run is opened. */
export function LazyRunDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  if (id === null) return null;
  return (
    <Suspense>
      <RunDrawer id={id} onClose={onClose} />
    </Suspense>
  );
}
