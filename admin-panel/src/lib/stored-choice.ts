import { createStore, type Store } from './store.ts';

/**
 * Makes a choice that this browser remembers, one of a few words. Where storage is switched off it holds
 * until the page is left.
 * @param words the first one holds until another is chosen
 */
export function storedChoice<const T extends string>(key: string, words: readonly [T, ...T[]]): Store<T> {
  const stored = read(key);
  const store = createStore<T>(words.find((word) => word === stored) ?? words[0]);
  return {
    ...store,
    set: (next) => {
      write(key, next);
      store.set(next);
    },
  };
}

function read(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}
