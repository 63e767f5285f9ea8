import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { PAGE_SIZE } from './job-filters.ts';
import type { Stretch } from './strip-ids.ts';

/** Fewer rows are all on the page, so that the browser finds what is looked for in them. */
const ALL_UP_TO = 200;
const OVERSCAN = 8;
const LINK = '[data-row-link]';

interface Props {
  list: RefObject<HTMLDivElement | null>;
  count: number;
  /** px */
  rowHeight: number;
}

/** Which rows of a very long list are on the page; the one that has the focus stays, however far it is scrolled. */
export function useVirtualRows({ list, count, rowHeight }: Props) {
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  // Reading a place makes the browser lay out the page: not with each step of scrolling.
  useLayoutEffect(() => {
    const read = () => {
      const at = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setTop((before) => (Math.abs(before - at) < 1 ? before : at));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (focused === null || focused >= range.count || indexes.includes(focused)) return indexes;
      return [...indexes, focused].sort((a, b) => a - b);
    },
    [focused],
  );
  // Of another height, all are measured anew.
  const getItemKey = useCallback((index: number) => `${rowHeight} ${index}`, [rowHeight]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: count <= ALL_UP_TO ? ALL_UP_TO : OVERSCAN,
    scrollMargin: top,
    rangeExtractor,
    useFlushSync: false,
  });
  const focusRow = useCallback(
    (index: number) => {
      wanted.current = index;
      setFocused(index);
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    [virtualizer],
  );
  useEffect(() => {
    const note = ({ target }: FocusEvent) => setFocused(rowWith(target, list.current));
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [list]);
  // The row may come on the page a moment later than it is asked for.
  useEffect(() => {
    if (wanted.current === null) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] ${LINK}`);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });
  const items = virtualizer.getVirtualItems();
  const inView: Stretch | null = virtualizer.range;
  return { items, inView, gaps: gapsOf(items, count, rowHeight), pages: pagesOf(items), focusRow };
}

function rowWith(target: EventTarget | null, list: HTMLElement | null): number | null {
  if (!(target instanceof Element) || !list?.contains(target)) return null;
  const row = target.closest<HTMLElement>('[data-row]');
  return row ? Number(row.dataset.row) : null;
}

interface Item {
  index: number;
}

/** The room above and below; where a row far off keeps the focus it lies at the edge of what is shown. */
function gapsOf(items: readonly Item[], count: number, rowHeight: number) {
  const [first] = items;
  if (!first) return { before: 0, after: count * rowHeight };
  const inView = contiguous(items);
  const start = inView[0]?.index ?? 0;
  const end = inView.at(-1)?.index ?? start;
  const kept = items.length - inView.length;
  const isAbove = kept > 0 && first.index < start;
  return {
    before: Math.max(0, (start - (isAbove ? kept : 0)) * rowHeight),
    after: Math.max(0, (count - 1 - end - (isAbove ? 0 : kept)) * rowHeight),
  };
}

/** The longest stretch of neighbours: what is in view, without a row that is kept for its focus. */
function contiguous(items: readonly Item[]): readonly Item[] {
  const [first, second] = items;
  const [beforeLast, last] = items.slice(-2);
  if (first && second && second.index - first.index > 1) return items.slice(1);
  if (beforeLast && last && last.index - beforeLast.index > 1) return items.slice(0, -1);
  return items;
}

const pagesOf = (items: readonly Item[]): number[] => [
  ...new Set(contiguous(items).map(({ index }) => Math.floor(index / PAGE_SIZE))),
];
