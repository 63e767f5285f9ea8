import { createStore } from '../store.ts';
import { nameOfKey, step } from './keys.ts';
import { singleKeys } from './single-keys.ts';

export interface Shortcut {
  /** "c", "g o", "mod+k", as in keys.ts. */
  keys: string;
  /** Its effect in words, for the list of shortcuts. */
  words: string;
  run: () => void;
  /** It belongs to the one dialog above the page, and not to the page itself. */
  above?: boolean;
}

const SEQUENCE_MS = 1_000;
const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';
/** Matches what is above the page, which has keys of its own; a closed list may stay in the page, unseen. */
const ABOVE = '[aria-modal=true], [role=menu], [role=listbox], :popover-open';
/** Stands in for what is above the page while it is being loaded. */
const LOADING = '[data-rest-keys]';

/** The shortcuts of the page that is shown, the newest last. */
export const shortcuts = createStore<readonly Shortcut[]>([]);

let begun = '';
let giveUp: ReturnType<typeof setTimeout> | undefined;

/** Makes a shortcut work until the function that comes back is called. The newest of the same keys counts. */
export function addShortcut(shortcut: Shortcut): () => void {
  if (shortcuts.get().length === 0) document.addEventListener('keydown', onKey);
  shortcuts.set([...shortcuts.get(), shortcut]);
  return () => {
    shortcuts.set(shortcuts.get().filter((other) => other !== shortcut));
    if (shortcuts.get().length === 0) document.removeEventListener('keydown', onKey);
  };
}

function onKey(event: KeyboardEvent): void {
  const name = event.defaultPrevented || event.isComposing ? null : nameOfKey(event);
  if (name === null || isResting(event, name)) return;
  const known = shortcuts.get().map(({ keys }) => keys);
  const next = step(begun, name, known);
  setBegun(next !== null && 'wait' in next ? next.wait : '');
  if (next === null) return;
  event.preventDefault();
  if ('run' in next) runNewest(next.run);
}

const runNewest = (keys: string): void =>
  shortcuts
    .get()
    .findLast((shortcut) => shortcut.keys === keys)
    ?.run();

/**
 * Tells whether a key is meant for something else: fields take letters, and dialogs and menus have keys of
 * their own.
 */
function isResting({ target }: KeyboardEvent, name: string): boolean {
  const above = [...document.querySelectorAll(ABOVE)].filter((layer) => layer.checkVisibility());
  const layers = above.length + document.querySelectorAll(LOADING).length;
  const isOfLayer = shortcuts.get().some(({ keys, above }) => keys === name && above === true);
  if (layers > (isOfLayer ? 1 : 0)) return true;
  if (name.startsWith('mod+')) return false;
  return singleKeys.get() === 'off' || (target instanceof Element && target.closest(FIELDS) !== null);
}

function setBegun(keys: string): void {
  clearTimeout(giveUp);
  begun = keys;
  if (keys !== '') giveUp = setTimeout(() => setBegun(''), SEQUENCE_MS);
}
