import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PAGE_SIZE } from './job-filters.ts';
import { aroundView, rowsOnPage, type Stretch, stretchAt } from './rows-in-view.ts';

const LINK = '[data-row-link]';

interface Props {
  list: RefObject<HTMLDivElement | null>;
  count: number;
  /** px; all rows have the same. */
  rowHeight: number;
}

/**
 * Chooses the rows of a very long list that are on the page; the one with the focus stays, however far it is
 * scrolled.
 */
export function useVirtualRows({ list, count, rowHeight }: Props) {
  const { inView, scrollTo } = useStretch({ list, count, rowHeight });
  const { focused, focusRow } = useFocusedRow(list, scrollTo);
  const around = useMemo(() => aroundView(inView, count), [inView, count]);
  const rows = useMemo(
    () => rowsOnPage(around, { count, rowHeight, focused }),
    [around, count, rowHeight, focused],
  );
  return { rows, inView, pages: pagesOf(around), focusRow };
}

/** Finds the rows in view, which change only after some steps of scrolling. */
function useStretch({ list, count, rowHeight }: Props) {
  const [inView, setInView] = useState<Stretch>({ startIndex: 0, endIndex: 0 });
  const top = useRef(0);
  useLayoutEffect(() => {
    const mark = scrollMark(list);
    const look = () => {
      const now = stretchAt(window.scrollY - top.current, window.innerHeight, rowHeight, count);
      setInView((before) => (isSame(before, now) ? before : now));
    };
    // Reading a place makes the browser lay out the page: not with each step of scrolling.
    const measure = () => {
      top.current = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      look();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    // Rows that come on the page are made in pauses of scrolling, a few at a time: those in view are there already.
    const follow = () => {
      startTransition(look);
      mark.begin();
    };
    window.addEventListener('scroll', follow, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      observer.disconnect();
      mark.end();
      window.removeEventListener('scroll', follow);
      window.removeEventListener('resize', look);
    };
  }, [list, count, rowHeight]);
  const scrollTo = useCallback(
    (index: number) => window.scrollTo({ top: top.current + index * rowHeight - window.innerHeight / 2 }),
    [rowHeight],
  );
  return { inView, scrollTo };
}

/** The row under a pointer is shown again when the list has stood still for so long. */
const RESTS_MS = 100;

/** Marks the list while it scrolls: no row is shown as the one under the pointer then. */
function scrollMark(list: RefObject<HTMLDivElement | null>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    list.current?.removeAttribute('data-scrolls');
  };
  const begin = () => {
    if (timer === undefined) list.current?.setAttribute('data-scrolls', '');
    clearTimeout(timer);
    timer = setTimeout(end, RESTS_MS);
  };
  return { begin, end };
}

const isSame = (a: Stretch, b: Stretch): boolean =>
  a.startIndex === b.startIndex && a.endIndex === b.endIndex;

/**
 * Follows the row that has the focus, and moves the focus; `scrollTo` brings a row into view that is not on
 * the page.
 */
function useFocusedRow(list: Props['list'], scrollTo: (index: number) => void) {
  const [focused, setFocused] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => setFocused(rowWith(target, list.current));
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [list]);
  const focusWanted = useCallback(() => {
    const link = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] ${LINK}`);
    if (wanted.current === null || !link) return;
    wanted.current = null;
    link.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
    link.focus({ preventScroll: true });
  }, [list]);
  // The row may come on the page a moment later than it is asked for.
  useEffect(focusWanted);
  const focusRow = useCallback(
    (index: number) => {
      wanted.current = index;
      focusWanted();
      if (wanted.current !== null) scrollTo(index);
    },
    [focusWanted, scrollTo],
  );
  return { focused, focusRow };
}

function rowWith(target: EventTarget | null, list: HTMLElement | null): number | null {
  if (!(target instanceof Element) || !list?.contains(target)) return null;
  const row = target.closest<HTMLElement>('[data-row]');
  return row ? Number(row.dataset.row) : null;
}

/** Lists the pages, from 0, that a stretch has rows of. */
function pagesOf({ startIndex, endIndex }: Stretch): number[] {
  const first = Math.floor(startIndex / PAGE_SIZE);
  const last = Math.floor(endIndex / PAGE_SIZE);
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
