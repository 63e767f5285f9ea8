/** Announces to screen readers: one polite region, at most one message in two seconds, the newest wins. */
const PAUSE = 2_000;
const listeners = new Set<() => void>();
let message = '';
let waiting: string | null = null;
let pause: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  if (pause !== undefined) {
    waiting = text;
    return;
  }
  say(text);
}

function say(text: string): void {
  message = text;
  waiting = null;
  for (const listener of listeners) listener();
  pause = setTimeout(() => {
    pause = undefined;
    if (waiting !== null) say(waiting);
  }, PAUSE);
}

export const announced = (): string => message;

export function onAnnouncement(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
