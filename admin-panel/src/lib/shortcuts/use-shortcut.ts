import { useEffect, useRef } from 'react';
import { addShortcut } from './registry.ts';

/**
 * Registers a key of the page that is shown, listed under `?`. Every shortcut needs a visible control that
 * does the same.
 * @param keys "c", a sequence "g o", or with Ctrl (⌘) "mod+k"; small letters
 * @param words what it does: "New job"
 * @param run null while it would do nothing; then it is not listed either
 * @param above whether it works in the dialog that is open, and not on the page
 */
export function useShortcut(keys: string, words: string, run: (() => void) | null, above = false): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const works = run !== null;
  useEffect(() => {
    if (!works) return;
    return addShortcut({ keys, words, run: () => latest.current?.(), above });
  }, [keys, words, works, above]);
}
