/** Rows from the first to the last. */
export interface Stretch {
  startIndex: number;
  endIndex: number;
}

/** The list moves on by whole tens of rows: between them a step of scrolling changes nothing on the page. */
export const STEP = 10;
/** So many rows more are on the page on both sides, for whoever scrolls faster than they can be drawn. */
const OVERSCAN = 8;
/** Fewer rows are all on the page, so that the browser finds what is looked for in them. */
const ALL_UP_TO = 200;

/**
 * The tens of rows that are in view.
 * @param scrolled how far the list begins above the window, px
 * @param height of the window, px
 */
export function stretchAt(scrolled: number, height: number, rowHeight: number, count: number): Stretch {
  const last = Math.max(0, count - 1);
  const within = (index: number) => Math.min(last, Math.max(0, index));
  const first = within(Math.floor(scrolled / rowHeight));
  const end = within(Math.floor((scrolled + height) / rowHeight));
  const startIndex = first - (first % STEP);
  return { startIndex, endIndex: within(end - (end % STEP) + STEP - 1) };
}

/** The rows around a stretch in view that are on the page with it. */
export function aroundView({ startIndex, endIndex }: Stretch, count: number): Stretch {
  if (count <= ALL_UP_TO) return { startIndex: 0, endIndex: count - 1 };
  return {
    startIndex: Math.max(0, startIndex - OVERSCAN),
    endIndex: Math.min(count - 1, endIndex + OVERSCAN),
  };
}

/** Which rows are on the page, and how much room the others take above and below (px). */
export interface RowsOnPage {
  /** In their order; the one that has the focus among them, however far off it is. */
  indexes: number[];
  before: number;
  after: number;
}

/** Of a stretch that is on the page: a row far off that is kept for its focus lies at the edge of it. */
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
