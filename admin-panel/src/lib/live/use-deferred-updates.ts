import { type RefObject, useCallback, useRef, useState } from 'react';
import { type Deferred, deferUpdates, isSameAnswer, type Pages } from './defer-updates.ts';

const TOP_PX = 120;

/** Tells whether a list is in use: pointed at, with the focus within, or scrolled down in. */
export function isListActive(list: HTMLElement | null): boolean {
  if (list === null) return false;
  const focused = document.activeElement;
  const isRead = list.matches(':hover') || (focused !== list && list.contains(focused));
  return isRead || window.scrollY >= TOP_PX;
}

interface Snapshot<T> {
  pages: Pages<T>;
}

interface Shown<T, S extends Snapshot<T>> extends Deferred<T> {
  /** The rows as they are on the server, with what came along with them. */
  fresh: S;
  view: string;
}

interface Options<T, S extends Snapshot<T>> {
  /** Null until it is known: what is shown stays. */
  fresh: S | null;
  /** Names what is shown (filters, order); another view is shown at once. */
  view: string;
  isActive: () => boolean;
  growsAtEnd: boolean;
}

/** Keeps rows from moving while their list is in use. */
export function useDeferredUpdates<T extends { id: string }, S extends Snapshot<T>>(options: Options<T, S>) {
  const { fresh, view, isActive, growsAtEnd } = options;
  const [shown, setShown] = useState<Shown<T, S> | null>(null);
  let now = shown;
  if (fresh && (!shown || shown.view !== view || !isSameAnswer(shown.fresh, fresh))) {
    const mayStay = shown?.view === view && isActive();
    const before: Pages<T> = shown?.pages ?? new Map();
    now = { ...deferUpdates(before, fresh.pages, { isActive: mayStay, growsAtEnd }), fresh, view };
    setShown(now);
  }
  const showAll = useCallback(
    () => setShown((last) => last && { ...last, pages: last.fresh.pages, held: 0, isMoved: false }),
    [],
  );
  return { shown: now, showAll };
}

export interface DeferredRows<T> {
  rows: readonly T[];
  /** New rows that are not shown yet. */
  held: number;
  /** For the element around the list, which must be focusable. */
  list: RefObject<HTMLDivElement | null>;
  showAll: () => void;
}

/** Keeps the rows of a history from moving while it is in use. @param view names the filters; another one begins anew */
export function useDeferredRows<T extends { id: string }>(
  fresh: readonly T[],
  view: string,
): DeferredRows<T> {
  const list = useRef<HTMLDivElement>(null);
  const { shown, showAll } = useDeferredUpdates<T, Snapshot<T>>({
    fresh: { pages: new Map([[0, fresh]]) },
    view,
    isActive: () => isListActive(list.current),
    growsAtEnd: true,
  });
  const show = () => {
    showAll();
    // The button that was pressed goes; the focus stays with the list.
    list.current?.focus({ preventScroll: true });
  };
  return { rows: shown?.pages.get(0) ?? fresh, held: shown?.held ?? 0, list, showAll: show };
}
