import { useEffect } from 'react';
import { followRow } from '../../lib/row-clicks.ts';

/** Lets rows of all lists be pressed anywhere, and their texts be selected. */
export function useRowClicks(): void {
  useEffect(() => {
    document.addEventListener('click', followRow);
    return () => document.removeEventListener('click', followRow);
  }, []);
}
