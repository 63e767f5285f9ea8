import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { announce } from '../../lib/announce.ts';
import { connection } from '../../lib/connection.ts';
import { en } from '../../lib/strings/en.ts';
import { showToast } from '../../lib/toasts.ts';

/** Brings everything on screen up to date once the server answers again, and says so. */
export function useReturnOfConnection(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let was = connection.get().is;
    return connection.subscribe(() => {
      const { is } = connection.get();
      const returned = was === 'offline' && is === 'live';
      if (was !== is && is === 'offline') announce(en.errors.unreachable);
      was = is;
      if (returned)
        void queryClient.refetchQueries({ type: 'active' }).then(() => showToast(en.connection.back));
    });
  }, [queryClient]);
}
