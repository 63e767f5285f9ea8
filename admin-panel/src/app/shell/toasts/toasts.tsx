import { lazy, Suspense } from 'react';
import { loadPart } from '../../../lib/load-part.ts';
import { useStore } from '../../../lib/store.ts';
import { activity } from '../../../lib/toasts.ts';

const ToastStack = lazy(async () => ({
  default: (await loadPart(() => import('./toast-stack.tsx'))).ToastStack,
}));

/** Shows what was just done, in the corner; its code is loaded with the first toast. */
export function Toasts() {
  const isNeeded = useStore(activity).length > 0;
  return isNeeded ? (
    <Suspense>
      <ToastStack />
    </Suspense>
  ) : null;
}
