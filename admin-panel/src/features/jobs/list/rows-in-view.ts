import { MAX_STRIPS } from '@punctual/contracts/api/limits';

/** A stretch of rows, from the first to the last. */
export interface Stretch {
  startIndex: number;
  endIndex: number;
}

/** The list moves on by whole tens of rows: between them a step of scrolling changes nothing on the page. */
const STEP = 10;
/** Rows that are on the page beyond those in view, for scrolling that is faster than they can be drawn. */
const OVERSCAN = 10;
/** Up to this many rows are all on the page, so that the browser's own search finds them. */
const ALL_UP_TO = 200;

/**
 * Finds the tens of rows that are in view.
 * @param scrolled how far the list begins above the window, px
 * @param height of the window, px
 */
export function stretchAt(scrolled: number, height: number, rowHeight: number, count: number): Stretch {
  const last = Math.max(0, count - 1);
  const within = (index: number) => Math.min(last, Math.max(0, index));
  const first = within(Math.floor(scrolled / rowHeight));
  const startIndex = first - (first % STEP);
  // As many rows wherever it begins: those above go when those below come, and the page is laid out once.
  const tens = Math.ceil((height / rowHeight + 1) / STEP) + 1;
  return { startIndex, endIndex: within(startIndex + tens * STEP - 1) };
}

/** Adds the rows around a stretch in view that are on the page with it. */
export function aroundView({ startIndex, endIndex }: Stretch, count: number): Stretch {
  if (count <= ALL_UP_TO) return { startIndex: 0, endIndex: count - 1 };
  return {
    startIndex: Math.max(0, startIndex - OVERSCAN),
    endIndex: Math.min(count - 1, endIndex + OVERSCAN),
  };
}

/** The rows that are on the page, and the room that the others take above and below (px). */
export interface RowsOnPage {
  /** In their order; the one that has the focus among them, however far off it is. */
  indexes: number[];
  before: number;
  after: number;
}

/** Lays out a stretch that is on the page; a row far off that is kept for its focus lies at the edge of it. */
export function rowsOnPage(
  { startIndex: start, endIndex: end }: Stretch,
  { count, rowHeight, focused }: { count: number; rowHeight: number; focused: number | null },
): RowsOnPage {
  const indexes = Array.from({ length: Math.max(0, end - start + 1) }, (_, place) => start + place);
  const isKept = focused !== null && focused < count && (focused < start || focused > end);
  const isAbove = isKept && focused < start;
  if (isKept) indexes.splice(isAbove ? 0 : indexes.length, 0, focused);
  return {
    indexes,
    before: Math.max(0, start - Number(isAbove)) * rowHeight,
    after: Math.max(0, count - 1 - end - Number(isKept && !isAbove)) * rowHeight,
  };
}

/** Lists the rows whose recent runs are asked for: those in view and some beside them, as many as are answered at once. */
export function recentRunsRows({ startIndex, endIndex }: Stretch): number[] {
  const first = Math.floor(startIndex / STEP) * STEP;
  const last = Math.ceil((endIndex + 1) / STEP) * STEP;
  const start = Math.max(first, Math.min(startIndex, last - MAX_STRIPS));
  return Array.from({ length: Math.min(last - start, MAX_STRIPS) }, (_, index) => start + index);
}
