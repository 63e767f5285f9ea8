import { SECOND_MS } from '@punctual/contracts/time';
import { useCallback, useSyncExternalStore } from 'react';
import { relativeText } from './relative.ts';
import { agoText } from './since.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Starts the one timer that all relative times of a page share. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, SECOND_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const tick = (): void => {
  for (const listener of listeners) listener();
};

/** Words for where an instant lies from now. Renders again only when the words change. */
export function useRelativeText(instant: Date | null): string {
  const at = instant?.getTime() ?? null;
  const read = useCallback(() => (at === null ? '' : relativeText(at, Date.now())), [at]);
  return useSyncExternalStore(subscribe, read);
}

/** Words for how long something has been going on. */
export function useElapsedText(since: string): string {
  const read = useCallback(() => agoText(Date.parse(since), Date.now()), [since]);
  return useSyncExternalStore(subscribe, read);
}
