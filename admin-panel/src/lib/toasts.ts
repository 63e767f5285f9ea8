import type { Scope } from './api/source.ts';
import { createStore } from './store.ts';

/** Acts on a press of a toast. */
export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  /** ms */
  at: number;
  /** An action on it; such a toast stays until it is closed. */
  action: ToastAction | null;
  /** A run that it tells the start of: it becomes the run's result. */
  follows: { scope: Scope; id: string } | null;
}

const KEPT = 50;

/** All toasts since the page was loaded, newest first: the list under the bell. */
export const activity = createStore<readonly Toast[]>([]);

let lastId = 0;

/** Tells that something is done, or failed: "Job scheduled. First run Mon 09:00." It is spoken, too. */
export function showToast(
  text: string,
  more: Partial<Pick<Toast, 'kind' | 'action' | 'follows'>> = {},
): void {
  lastId += 1;
  const toast: Toast = {
    kind: 'done',
    action: null,
    follows: null,
    ...more,
    id: lastId,
    text,
    at: Date.now(),
  };
  activity.set([toast, ...activity.get()].slice(0, KEPT));
}

/** Has a toast tell how what it told of ended; one that was closed stays closed, and is told by the bell. */
export function endToast(id: number, text: string, kind: Toast['kind']): void {
  activity.set(activity.get().map((one) => (one.id === id ? { ...one, text, kind, follows: null } : one)));
}

/** Clears the toasts: nothing of one user stays for the next. */
export const forgetToasts = (): void => activity.set([]);
