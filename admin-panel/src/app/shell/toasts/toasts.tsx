import { lazy, Suspense } from 'react';
import { useStore } from '../../../lib/store.ts';
import { activity } from '../../../lib/toasts.ts';

const ToastStack = lazy(async () => ({ default: (await import('./toast-stack.tsx')).ToastStack }));

/** What was just done, in the corner; loaded with the first of them. */
export function Toasts() {
  const isNeeded = useStore(activity).length > 0;
  return isNeeded ? (
    <Suspense>
      <ToastStack />
    </Suspense>
  ) : null;
}
