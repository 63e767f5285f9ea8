import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { hasDraft } from '../../lib/session/has-draft.ts';
import { loginFor } from '../../lib/session/next-page.ts';
import { sessionState } from '../../lib/session/session-store.ts';
import { setViewerId } from '../../lib/session/viewer.ts';
import { useStore } from '../../lib/store.ts';
import { setViewerZone } from '../../lib/time/zones.ts';
import { forgetToasts } from '../../lib/toasts.ts';

/**
 * Ends the session in this tab once it is over, here or in another one: nothing stays in memory, and the
 * login page leads back.
 */
export function useSessionEnd(): void {
  const state = useStore(sessionState);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (state === 'unknown' || state === 'in') return;
    queryClient.clear();
    forgetToasts();
    setViewerZone(null);
    setViewerId(null);
    const page = state === 'ended' ? loginFor(`${pathname}${search}`) : '/login';
    const reason = state === 'ended' && hasDraft() ? 'endedWithDraft' : state;
    void navigate(page, { state: { reason }, replace: state !== 'out' });
  }, [state, queryClient, navigate, pathname, search]);
}
