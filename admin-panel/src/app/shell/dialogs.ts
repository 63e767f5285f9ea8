import { createStore } from '../../lib/store.ts';

type Dialog = 'search' | 'shortcuts';

/** The dialog of the shell that was asked for last, and how often anything was: each time, it opens anew. */
export const askedDialog = createStore<{ name: Dialog; times: number } | null>(null);

export const openDialog = (name: Dialog): void =>
  askedDialog.set({ name, times: (askedDialog.get()?.times ?? 0) + 1 });
