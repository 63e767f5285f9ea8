import { type RefObject, useRef, useState } from 'react';
import { type HeldRows, holdRows } from './held-rows.ts';

const TOP_PX = 120;

/** Nobody points at the list, nothing within it has the focus, and its top is in view. */
export function isCalm(list: HTMLElement | null): boolean {
  if (list === null) return true;
  const focused = document.activeElement;
  const isRead = list.matches(':hover') || (focused !== list && list.contains(focused));
  return !isRead && window.scrollY < TOP_PX;
}

interface Held<T> extends HeldRows<T> {
  /** For the element around the list, which must be focusable. */
  list: RefObject<HTMLDivElement | null>;
  showAll: () => void;
}

interface Seen<T> extends HeldRows<T> {
  fresh: readonly T[];
  view: string;
}

/** Keeps rows from moving under the pointer; `view` names the list shown (filters, page), a new one starts anew. */
export function useHeldRows<T extends { id: string }>(fresh: readonly T[], view: string): Held<T> {
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Seen<T>>({ rows: [...fresh], held: 0, fresh, view });
  let now = seen;
  if (seen.fresh !== fresh || seen.view !== view) {
    const calm = seen.view !== view || isCalm(list.current);
    now = { ...holdRows(seen.rows, fresh, calm), fresh, view };
    setSeen(now);
  }
  const showAll = () => {
    setSeen({ rows: [...fresh], held: 0, fresh, view });
    // The button that was pressed goes; the focus stays with the list.
    list.current?.focus({ preventScroll: true });
  };
  return { rows: now.rows, held: now.held, list, showAll };
}
