import { useEffect } from 'react';
import { type Blocker, useBlocker } from 'react-router';
import { sessionState } from '../../../../lib/session/session-store.ts';

/**
 * Holds back whoever would leave with changes. Not when the session ends: the draft is kept, and the login leads
 * back to it. Outside the panel the browser asks in its own words.
 */
export function useLeaveGuard(hasChanges: () => boolean): Blocker {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasChanges()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasChanges]);
  return useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && sessionState.get() === 'in' && hasChanges(),
  );
}
