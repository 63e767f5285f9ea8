import { useMediaQuery } from '@mantine/hooks';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Scope } from '../../lib/api/source.ts';
import { RUN_PAGES } from '../../lib/pages.ts';

/** Narrower, there is no room beside a list. */
const WIDE = '(min-width: 64em)';
const PARAMETER = 'run';

/**
 * Chooses where a run is shown: beside the list, so that the place is kept, and on a phone on a page of its
 * own.
 */
export function useRunPlace(scope: Scope = 'own') {
  const [search, setSearch] = useSearchParams();
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false }) ?? true;
  const text = search.toString();
  const linkTo = useCallback(
    ({ id }: { id: string }) => {
      if (!isWide) return `${RUN_PAGES[scope]}/${id}`;
      const next = new URLSearchParams(text);
      next.set(PARAMETER, id);
      return `?${next}`;
    },
    [isWide, text, scope],
  );
  const close = () => {
    const next = new URLSearchParams(search);
    next.delete(PARAMETER);
    setSearch(next, { preventScrollReset: true });
  };
  return { opened: search.get(PARAMETER), linkTo, close, isWide };
}
